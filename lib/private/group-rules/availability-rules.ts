import { isOlderThan } from '../engine-version-number';
import { UNKNOWN } from '../fact';
import { type GroupFacts } from '../group-facts';
import { FAMILIES_WITH_DATA_TIERING, factsOfNodeType } from '../node-type-facts';
import { type GroupRule, known } from './group-rule';

/** Where nodes are, what happens when one fails, and where the data is. */
export const AVAILABILITY_RULES: readonly GroupRule[] = [
  {
    code: 'FailoverNeeded',
    refuses: 'cluster mode without automatic failover',
    problem: ({ clusterMode, automaticFailover, shards }) =>
      automaticFailover === false && clusterMode !== 'disabled' && clusterMode !== undefined && clusterMode !== UNKNOWN
        ? `automaticFailover (AutomaticFailoverEnabled) is false but clusterMode is "${clusterMode}" with ${String(known(shards) ?? 1)} shards, which ` +
          'ElastiCache does not make without failover: set it to true, or use ClusterMode.DISABLED with one shard'
        : undefined,
  },
  {
    code: 'MultiAzNeedsFailover',
    refuses: 'Multi-AZ without automatic failover',
    problem: ({ multiAz, automaticFailover }) =>
      multiAz === true && automaticFailover === false
        ? 'multiAz (MultiAZEnabled) is true but automaticFailover (AutomaticFailoverEnabled) is false, without which no node takes over in ' +
          'another zone: set both to true, or both to false'
        : undefined,
  },
  {
    code: 'FailoverNeedsReplica',
    refuses: 'Multi-AZ without a replica in every shard; automatic failover without a replica, where there is no cluster mode',
    problem: ({ multiAz, automaticFailover, replicasPerShard, nodeGroups, clusterMode }) => {
      const isWrong = multiAz === true || (automaticFailover === true && clusterMode === 'disabled');
      const lonely = (known(nodeGroups) ?? []).findIndex(({ replicas }) => replicas === 0);
      return isWrong && (replicasPerShard === 0 || lonely >= 0)
        ? `${multiAz === true ? 'multiAz (MultiAZEnabled)' : 'automaticFailover (AutomaticFailoverEnabled)'} is true but ` +
            `${lonely >= 0 ? `replicaCount of shard ${lonely + 1}` : 'replicasPerShard'} is 0, so that there is no node to take over: use ` +
            'one replica or more, or set it to false'
        : undefined;
    },
  },
  {
    code: 'DataTieringNeedsNodeType',
    refuses: 'data tiering (`DataTieringEnabled`) on other node types than `r6gd`',
    problem: (facts) => {
      const family = familyOf(facts);
      return facts.dataTiering === true && family !== undefined && !FAMILIES_WITH_DATA_TIERING.includes(family)
        ? `data tiering (DataTieringEnabled) is on but nodeType is ${JSON.stringify(facts.nodeType)}, which has no local SSD: use a node type of the family ` +
            `${FAMILIES_WITH_DATA_TIERING.join(', ')}, or leave out DataTieringEnabled`
        : undefined;
    },
  },
  {
    code: 'NodeTypeNeedsDataTiering',
    refuses: 'the node types `r6gd` without data tiering (raw `CfnReplicationGroup`, escape hatch)',
    problem: (facts) => {
      const family = familyOf(facts);
      return facts.dataTiering !== true && facts.dataTiering !== UNKNOWN && family !== undefined && FAMILIES_WITH_DATA_TIERING.includes(family)
        ? `nodeType is ${JSON.stringify(facts.nodeType)}, which ElastiCache makes only with data tiering, but DataTieringEnabled is not true: set ` +
            'it to true, or use a node type such as "cache.r6g.xlarge"'
        : undefined;
    },
  },
  {
    code: 'DataTieringNeedsNewerEngine',
    refuses: 'data tiering with Redis OSS before 6.2',
    problem: ({ dataTiering, engineVersion }) => {
      const version = known(engineVersion);
      return dataTiering === true && version !== undefined && isOlderThan(version, 6, 2)
        ? `data tiering (DataTieringEnabled) is on but the engine version is ${JSON.stringify(version)}, and versions before 6.2 do not know it: use a newer ` +
            'engine, or another node type'
        : undefined;
    },
  },
];

function familyOf({ nodeType }: GroupFacts): string | undefined {
  const name = known(nodeType);
  return name === undefined ? undefined : factsOfNodeType(name).family;
}
