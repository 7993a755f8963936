import { type ProbeResult } from '../../lambda/probe/probe-result';
import { type CacheMember } from '../elasticache/cache-member';
import { type ReplicationGroup } from '../elasticache/replication-group';
import { type ReplicationGroups } from '../elasticache/replication-groups';
import { type ServerlessCache } from '../elasticache/serverless/serverless-cache';
import { type ServerlessCaches } from '../elasticache/serverless/serverless-caches';
import { type DeploymentJournal } from './deployment-journal';

/** What the deployments of a rehearsal need of the offline AWS. */
export interface RehearsedAws {
  /** From now on everything that happens is written into this journal, and into no other. */
  writeInto(journal: DeploymentJournal): void;
  /** Every stack that there ever was. */
  stackNames(): readonly string[];
  /** Status of the stack of this name, also when it is deleted. */
  stackStatus(stackName: string): string;
  /** How many resources the stack has. */
  resourceCount(stackName: string): number;
  /** What the probe answered so far, in order. */
  probeResults(): readonly ProbeResult[];
  /** The replication groups of the account, whoever made them. */
  readonly groups: ReplicationGroups;
  /** The same of the serverless caches. */
  readonly serverless: ServerlessCaches;
  /** The nodes of all replication groups. */
  members(): readonly CacheMember[];
  /** The replication groups that a stack made. */
  groupsOf(stackName: string): readonly ReplicationGroup[];
  /** The serverless caches that a stack made. */
  serverlessOf(stackName: string): readonly ServerlessCache[];
  /** This node keeps what it announces, whatever it is told; `undefined`: every node does as it is told. */
  keepBehind(memberId: string | undefined): void;
}
