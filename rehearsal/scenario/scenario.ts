import { type OfflineAws } from '../offline-aws';
import { type PlannedDeployment } from './planned-deployment';

/** Deployments of one app that build on each other, in an account of their own. */
export interface Scenario {
  /** For tables: `flip`. */
  readonly name: string;
  /** What it is about, in a sentence. */
  readonly title: string;
  /** Folder of the app in `examples/`. */
  readonly example: string;
  /** Makes what is there before the first deployment. */
  readonly prepare?: (aws: OfflineAws) => Promise<void>;
  /** Only the end of each deployment is worth a line. */
  readonly quiet?: boolean;
  readonly deployments: readonly PlannedDeployment[];
}
