import { ReplacementGuard } from '../gates/replacement-guard';
import { type IReplicationGroup } from '../replication-group/replication-group-interface';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { type IServerlessCache } from '../serverless-cache/serverless-cache-interface';
import { type ServerlessCacheProps } from '../serverless-cache/serverless-cache-props';

/** The guard of a group that makes its own, unless somebody forbade it. */
export function newAutomaticReplacementGuard(group: IReplicationGroup, props: ReplicationGroupProps): ReplacementGuard | undefined {
  return props.replacementGuard === false ? undefined : ReplacementGuard.protect(group, { allowReplacement: props.allowReplacement });
}

/** The same of a serverless cache. */
export function newServerlessReplacementGuard(cache: IServerlessCache, props: ServerlessCacheProps): ReplacementGuard | undefined {
  const { allowReplacement } = props;
  return props.replacementGuard === false ? undefined : ReplacementGuard.protectServerlessCache(cache, { allowReplacement });
}
