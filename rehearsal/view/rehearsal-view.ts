import { type Progress } from './progress';

/** Which deployment of the rehearsal this is. */
export interface DeploymentTitle {
  /** `flip`, `guard`, or the name of an example. */
  readonly scenario: string;
  readonly name: string;
  /** 1-based, within the scenario. */
  readonly number: number;
  readonly of: number;
  /** Worth a line for everything that happens, not only for the end. */
  readonly detailed: boolean;
}

/** `flip: flip to ipv6`. */
export function labelOf({ scenario, name }: Pick<DeploymentTitle, 'scenario' | 'name'>): string {
  return `${scenario}: ${name}`;
}

/** How a deployment ended. */
export interface DeploymentOutcome {
  readonly asPlanned: boolean;
  readonly status: string;
  readonly elapsedMillis: number;
  /** One short remark, such as `opened 42 ms after the last view`. May be empty. */
  readonly remark: string;
}

/** A deployment that is shown while it goes on. */
export interface ShownDeployment {
  /** Its outcome stays as one line. */
  end(outcome: DeploymentOutcome): void;
}

/** What a person sees of a rehearsal; several deployments may go on at a time. */
export interface RehearsalView {
  /** A line that stays. */
  line(text: string): void;
  /** A deployment starts; `progress` is asked as often as the view likes. */
  begin(title: DeploymentTitle, progress: () => Progress): ShownDeployment;
  /** Leaves the terminal as it was. Safe to call twice. */
  close(): void;
}
