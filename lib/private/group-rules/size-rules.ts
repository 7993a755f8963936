import { isOlderThan } from '../engine-version-number';
import { type GroupFacts } from '../group-facts';
import { type GroupRule, isOutOfRange, known } from './group-rule';

/** Most nodes of one cluster, and so most shards. */
const MAX_NODES = 500;
const MAX_REPLICAS = 5;
const MAX_PORT = 65_535;
const MAX_ID_LENGTH = 40;

/** How large, how many, how named. */
export const SIZE_RULES: readonly GroupRule[] = [
  {
    code: 'ShardsOutOfRange',
    refuses: '`shards` outside of 1 to 500',
    problem: ({ shards }) =>
      isOutOfRange(shards, 1, MAX_NODES)
        ? `shards (NumNodeGroups) is ${shards} but must be a whole number from 1 to ${MAX_NODES}: change shards`
        : undefined,
  },
  {
    code: 'ReplicasOutOfRange',
    refuses: '`replicasPerShard` outside of 0 to 5',
    problem: ({ replicasPerShard }) =>
      isOutOfRange(replicasPerShard, 0, MAX_REPLICAS)
        ? `replicasPerShard (ReplicasPerNodeGroup) is ${replicasPerShard} but must be a whole number from 0 to ` +
          `${MAX_REPLICAS}: change replicasPerShard`
        : undefined,
  },
  {
    code: 'TooManyNodes',
    refuses: 'more than 500 nodes: `shards` times one primary and `replicasPerShard`',
    problem: (facts) => {
      const shards = known(facts.shards);
      const replicas = known(facts.replicasPerShard);
      const nodes = nodesInGroups(facts) ?? (shards === undefined || replicas === undefined ? 0 : shards * (1 + replicas));
      const isOwnProblem = !isOutOfRange(shards, 1, MAX_NODES) && !isOutOfRange(replicas, 0, MAX_REPLICAS);
      return isOwnProblem && nodes > MAX_NODES
        ? `shards is ${shards} and ${replicasInWords(replicas)}, together ${nodes} nodes, but a cluster has at most ` +
            `${MAX_NODES}: use fewer shards or fewer replicas`
        : undefined;
    },
  },
  {
    code: 'ShardsNeedClusterMode',
    refuses: 'more than one shard without cluster mode, or while it is `compatible`',
    problem: ({ clusterMode, shards }) => {
      const count = known(shards) ?? 1;
      return (clusterMode === 'disabled' || clusterMode === 'compatible') && count > 1
        ? `shards is ${count} but clusterMode is "${clusterMode}", which has exactly one shard: leave out shards, or use ` +
            `ClusterMode.ENABLED${clusterMode === 'compatible' ? ' in a later deployment' : ''}`
        : undefined;
    },
  },
  {
    code: 'ClusterModeNeedsReplica',
    refuses: 'cluster mode with 0 replicas, unless `allowNoReplicas` is set',
    problem: ({ clusterMode, replicasPerShard, nodeGroups, noReplicasAccepted }) =>
      clusterMode === 'enabled' &&
      (replicasPerShard === 0 || (known(nodeGroups) ?? []).some(({ replicas }) => replicas === 0)) &&
      !noReplicasAccepted
        ? 'replicasPerShard is 0 but clusterMode is "enabled", where a shard without a replica is lost with its node and ' +
          'CloudFormation may refuse updates ("must have at least one read replica"): use replicasPerShard 1 to ' +
          `${MAX_REPLICAS}, or accept it with allowNoReplicas: true`
        : undefined,
  },
  {
    code: 'CompatibleModeNeedsReplica',
    refuses: '`ClusterMode.COMPATIBLE` with 0 replicas',
    problem: ({ clusterMode, replicasPerShard }) =>
      clusterMode === 'compatible' && replicasPerShard === 0
        ? `replicasPerShard is 0 but clusterMode is "compatible", which needs automatic failover: use replicasPerShard 1 to ${MAX_REPLICAS}`
        : undefined,
  },
  {
    code: 'CompatibleModeNeedsNewerEngine',
    refuses: '`ClusterMode.COMPATIBLE` with Redis OSS before 7.0',
    problem: ({ clusterMode, engineVersion }) => {
      const version = known(engineVersion);
      return clusterMode === 'compatible' && version !== undefined && isOlderThan(version, 7, 0)
        ? `clusterMode is "compatible" but the engine version is ${JSON.stringify(version)}, which can not change its cluster mode: ` +
            'upgrade to Valkey 7.2 or Redis OSS 7.0 first'
        : undefined;
    },
  },
  {
    code: 'PortOutOfRange',
    refuses: '`port` outside of 1 to 65535',
    problem: ({ port }) =>
      isOutOfRange(port, 1, MAX_PORT)
        ? `port is ${port} but must be a whole number from 1 to ${MAX_PORT}: change port, for example to 6379`
        : undefined,
  },
  {
    code: 'ReplicationGroupIdMalformed',
    refuses: 'a `replicationGroupId` that ElastiCache does not accept',
    problem: ({ replicationGroupId }) => {
      const id = known(replicationGroupId);
      return id !== undefined && (id.length > MAX_ID_LENGTH || !/^[a-z](-?[a-z0-9])*$/i.test(id))
        ? `replicationGroupId is ${JSON.stringify(id)} but must have 1 to ${MAX_ID_LENGTH} letters, digits and single hyphens, ` +
            'begin with a letter and not end with a hyphen: change it, or leave it out for a generated one'
        : undefined;
    },
  },
];

/** Where each shard says its number of replicas. */
function nodesInGroups({ nodeGroups }: GroupFacts): number | undefined {
  const counts = known(nodeGroups)?.map(({ replicas }) => known(replicas));
  return counts?.every((count) => count !== undefined) === true ? counts.reduce((sum, count) => sum + 1 + count, 0) : undefined;
}

function replicasInWords(replicas: number | undefined): string {
  return replicas === undefined ? 'the shards differ in their replicas' : `replicasPerShard is ${replicas}`;
}
