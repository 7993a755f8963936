import { type CacheCluster } from '../cluster/cluster';

/** How one deployment of the rehearsal went. */
export interface DeploymentReport {
  /** Name of its scenario, such as `flip` or `examples/gate-on-existing-group`. */
  readonly scenario: string;
  readonly name: string;
  /** Status of the stacks when the CDK CLI returned, such as `UPDATE_COMPLETE`; several where they differ. */
  readonly status: string;
  /** From the start of the CDK CLI to its end: synthesis, asset publishing and waiting included. */
  readonly seconds: number;
  /** What CloudFormation gave as the first reason of a failure. */
  readonly reason?: string;
  /** False where CloudFormation found nothing to do. */
  readonly changes: boolean;
  /** How often CloudFormation called propagation gates. */
  readonly gateCalls: number;
  /** How often CloudFormation called replacement guards. */
  readonly guardCalls: number;
  /** What was proven, in one line; may be empty. */
  readonly proven: string;
}

/** Both sides of the flip to ipv6. Every `...At` is milliseconds since the epoch. */
export interface FlipReport {
  /** How many nodes the cluster has. */
  readonly nodes: number;
  /** When CloudFormation called the replication group's update complete. */
  readonly updateCompleteAt: number;
  /**
   * The last moment at which some node's own view was still seen incomplete; the view became complete at most
   * `lastViewUncertaintyMs` later. It is the earlier end of what is known, so that `openedAfterMs` is never flattered.
   */
  readonly lastViewCompleteAt: number;
  readonly lastViewUncertaintyMs: number;
  /** When the probe reached its `open` verdict. */
  readonly gateOpenedAt: number;
  readonly openedAfterMs: number;
  /** Full passes of the probe over all nodes, all its invocations together. */
  readonly sweeps: number;
  /** How much before `lastViewCompleteAt` a check that asks one node each second was satisfied; 0 or less: not early. */
  readonly oneNodeCheckEarlyByMs: number;
}

/** A replacement that a guard refused, and what was found unharmed. */
export interface RefusalReport {
  readonly stack: string;
  /** Id of the replication group, or name of the serverless cache. */
  readonly cacheId: string;
  /** What the CDK CLI printed of the refusal. */
  readonly message: string;
  readonly nodes: number;
  /** How many keys were written before and found again, with their values, on every node of their shard. */
  readonly keys: number;
  /** SHA-256 over all keys and values. */
  readonly checksum: string;
}

/** What `--json FILE` writes. */
export interface RehearsalReport {
  /** What the nodes of the flip were made of; `none` if no cluster was ever made. */
  readonly cluster: CacheCluster['kind'] | 'none';
  readonly serverVersion: string;
  readonly deployments: readonly DeploymentReport[];
  /** Examples that are not deployed, each with the reason. */
  readonly notDeployed: Readonly<Record<string, string>>;
  /** Absent if the rehearsal ended before the flip. */
  readonly flip?: FlipReport | undefined;
  readonly refusals: readonly RefusalReport[];
  readonly totalSeconds: number;
  /** What did not go as planned, one sentence each. Empty: everything did. */
  readonly deviations: readonly string[];
}
