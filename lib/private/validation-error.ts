import { type IConstruct } from 'constructs';

/** One thing that is wrong with what the user wrote. */
export interface Problem {
  /** Stable, PascalCase; listed in the README's error table. */
  readonly code: string;
  /** Lowercase start, no final period: the value, what is allowed, what to do. */
  readonly message: string;
}

/**
 * Everything that is wrong with one construct, in one error.
 */
export class ReplicationGroupValidationError extends Error {
  /** The codes of all problems, in the order in which they are reported. */
  public readonly codes: readonly string[];

  public constructor(
    scope: IConstruct,
    public readonly problems: readonly Problem[],
  ) {
    super(render(scope.node.path, problems));
    this.name = 'ReplicationGroupValidationError';
    this.codes = problems.map((problem) => problem.code);
  }
}

function render(path: string, problems: readonly Problem[]): string {
  const lines = problems.map(({ code, message }) => `  [${code}] ${message}`);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`${count} in ${path}:`, ...lines].join('\n');
}
