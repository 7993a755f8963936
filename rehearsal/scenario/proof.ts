import { type NodeProgress } from '../view/progress';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { type CdkResult } from './cdk-cli';
import { type DeploymentJournal } from './deployment-journal';
import { type FlipReport, type RefusalReport } from './report';
import { type Stage } from './stage';

/** What a deployment must show besides how it ends. */
export interface Proof {
  /** Begins to look, just before the CDK CLI starts. */
  begin(stage: Stage, journal: DeploymentJournal): Promise<Witness>;
}

/** Looks at one deployment. */
export interface Witness {
  /** For people who watch. */
  progress(): WitnessProgress;
  /** Says what was seen, when the CLI has returned. */
  testify(result: CdkResult): Promise<Testimony>;
  /** Ends to look, whatever became of the deployment. Safe to call twice. */
  stop(): Promise<void>;
}

export interface WitnessProgress {
  /** What the deployment moves the nodes to; absent where it moves none, and then there are no nodes to show. */
  readonly target?: AddressFamily | undefined;
  readonly nodes: readonly NodeProgress[];
}

/** What a deployment showed. */
export interface Testimony {
  /** What did not go as planned, one sentence each. */
  readonly deviations: readonly string[];
  /** What was proven, in one line. */
  readonly remark: string;
  readonly flip?: FlipReport | undefined;
  readonly refusal?: RefusalReport | undefined;
}
