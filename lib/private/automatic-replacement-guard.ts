import { ReplacementGuard } from '../gates/replacement-guard';
import { type IReplicationGroup } from '../replication-group/replication-group-interface';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';

/** The guard of a group that makes its own, unless somebody forbade it. */
export function newAutomaticReplacementGuard(group: IReplicationGroup, props: ReplicationGroupProps): ReplacementGuard | undefined {
  return props.replacementGuard === false ? undefined : ReplacementGuard.protect(group, { allowReplacement: props.allowReplacement });
}
