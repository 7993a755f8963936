import { type Progress } from './progress';

/** Which deployment of the rehearsal this is. */
export interface DeploymentTitle {
  readonly name: string;
  /** 1-based. */
  readonly number: number;
  readonly of: number;
}

/** How a deployment ended. */
export interface DeploymentOutcome {
  readonly asPlanned: boolean;
  readonly status: string;
  readonly elapsedMillis: number;
  /** One short remark, such as `opened 42 ms after the last view`. May be empty. */
  readonly remark: string;
}

/** What a person sees of a rehearsal. */
export interface RehearsalView {
  /** A line that stays. */
  line(text: string): void;
  /** A deployment starts; `progress` is asked as often as the view likes. */
  begin(title: DeploymentTitle, progress: () => Progress): void;
  /** The deployment ended: its outcome stays as one line. */
  end(title: DeploymentTitle, outcome: DeploymentOutcome): void;
  /** Leaves the terminal as it was. Safe to call twice. */
  close(): void;
}
