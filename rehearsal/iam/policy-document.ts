import { wildcardMatches } from './wildcard';

/** One statement as templates write it: single values and lists mean the same. */
interface WrittenStatement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** One statement of a policy, ready to be asked. */
export class Statement {
  private constructor(
    public readonly effect: 'Allow' | 'Deny',
    private readonly written: WrittenStatement,
  ) {}

  public static of(written: unknown): Statement {
    const statement = (written ?? {}) as WrittenStatement;
    if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
      throw new Error(`a policy statement has the effect ${JSON.stringify(statement.Effect)}: must be "Allow" or "Deny"`);
    }
    return new Statement(statement.Effect, statement);
  }

  /** Does the statement speak of this action on this resource? */
  public covers(action: string, resource: string): boolean {
    // The offline AWS knows none of the keys that conditions ask for, so no condition is ever fulfilled.
    return !this.isConditional() && this.coversAction(action) && this.coversResource(resource);
  }

  /** Does a trust policy's statement speak of this service, such as `lambda.amazonaws.com`? */
  public trusts(service: string): boolean {
    const principal = this.written.Principal;
    if (principal === '*') return true;
    const services = (principal as { Service?: unknown } | undefined)?.Service;
    return this.coversAction('sts:AssumeRole') && texts(services).includes(service);
  }

  private isConditional(): boolean {
    const { Condition } = this.written;
    return typeof Condition === 'object' && Condition !== null && Object.keys(Condition).length > 0;
  }

  private coversAction(action: string): boolean {
    const { Action, NotAction } = this.written;
    const named = (patterns: unknown) => texts(patterns).some((pattern) => wildcardMatches(pattern.toLowerCase(), action.toLowerCase()));
    return NotAction === undefined ? named(Action) : !named(NotAction);
  }

  private coversResource(resource: string): boolean {
    const { Resource, NotResource } = this.written;
    const named = (patterns: unknown) => texts(patterns).some((pattern) => wildcardMatches(pattern, resource));
    return NotResource === undefined ? named(Resource) : !named(NotResource);
  }
}

/** The statements of a policy document. */
export function statementsOf(document: unknown): Statement[] {
  const written = (document as { Statement?: unknown } | undefined)?.Statement;
  if (written === undefined) return [];
  return (Array.isArray(written) ? written : [written]).map((statement) => Statement.of(statement));
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}
