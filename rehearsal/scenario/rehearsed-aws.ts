import { type ProbeResult } from '../../lambda/probe/probe-result';
import { type CacheMember } from '../elasticache/cache-member';
import { type DeploymentJournal } from './deployment-journal';

/** What a deployment of the rehearsal needs of the offline AWS. */
export interface RehearsedAws {
  /** From now on everything that happens is written into this journal, and into no other. */
  writeInto(journal: DeploymentJournal): void;
  /** Status of the stack of this name, also when it is deleted. */
  stackStatus(stackName: string): string;
  /** What the probe answered so far, in order. */
  probeResults(): readonly ProbeResult[];
  /** The nodes behind the one replication group; none while there is no group. */
  members(): readonly CacheMember[];
  /** This node keeps what it announces, whatever it is told; `undefined`: every node does as it is told. */
  keepBehind(memberId: string | undefined): void;
}
