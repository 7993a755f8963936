import { UNKNOWN } from '../../../../lib/private/fact';
import { type GroupFacts } from '../../../../lib/private/group-facts';
import { type OperationFacts } from '../../../../lib/private/operation-facts';
import { type ParameterGroupFacts } from '../../../../lib/private/parameter-group-facts';
import { type NodeGroupFacts, type TopologyFacts } from '../../../../lib/private/topology-facts';

/** The part of a good group that is about topology and operations. */
export const FINE_OPERATIONS: OperationFacts & TopologyFacts & ParameterGroupFacts = {
  maintenanceWindow: 'sun:05:00-sun:06:00',
  snapshotWindow: '03:00-04:00',
  snapshotRetention: 7,
  snapshotName: undefined,
  snapshotArns: undefined,
  atRestEncryption: true,
  kmsKeyId: undefined,
  automaticFailover: true,
  multiAz: undefined,
  dataTiering: undefined,
  durability: undefined,
  deliveredLogs: [],
  nodeGroups: undefined,
  statedShards: undefined,
  statedReplicas: undefined,
  preferredZones: undefined,
  parameterGroupFamily: undefined,
  parametersEnableCluster: undefined,
  parameters: undefined,
};

/** A shard of which only this is said. */
export function nodeGroup(said: Partial<NodeGroupFacts>): NodeGroupFacts {
  return { id: undefined, slots: undefined, replicas: undefined, primaryZone: undefined, replicaZones: undefined, ...said };
}

const withGroups = (...said: Partial<NodeGroupFacts>[]): Partial<GroupFacts> => ({ nodeGroups: said.map(nodeGroup) });

/** Without cluster mode and all that hangs on it. */
const SINGLE: Partial<GroupFacts> = { clusterMode: 'disabled', shards: 1 };

const REDIS_6: Partial<GroupFacts> = { engine: 'redis', engineVersion: '6.0', networkType: 'ipv4' };

/** Ways to break the rules on topology and operations: see group-rules.test.ts. */
export const BROKEN_OPERATIONS: readonly [code: string, facts: Partial<GroupFacts>, shows: readonly string[]][] = [
  ['NodeGroupsExcludeReplicasPerShard', { ...withGroups({}), statedReplicas: 2 }, ['2', 'NodeGroupConfiguration', 'leave out']],
  ['NodeGroupsExcludeReplicasPerShard', { nodeGroups: UNKNOWN, statedReplicas: UNKNOWN }, ['a token', 'leave out']],
  ['NodeGroupsContradictShards', { ...withGroups({}, {}), statedShards: 3 }, ['3', '2 shards', 'leave out shards']],
  ['NodeGroupIdMalformed', withGroups({ id: '0001' }, { id: 'a' }), ['shard 2', '"a"', '1 to 4 digits']],
  ['NodeGroupIdMalformed', withGroups({ id: '0001' }, { id: '0001' }), ['shard 1', '"0001"', 'another number']],
  ['NodeGroupReplicasOutOfRange', withGroups({ replicas: 6 }), ['shard 1', '6', '0 to 5']],
  ['NodeGroupZonesMismatch', withGroups({ replicas: 2, replicaZones: ['a'] }), ['2', '1 replicaAvailabilityZones']],
  ['NodeGroupSlotsMalformed', withGroups({ slots: '0-16384' }), ['"0-16384"', '16383', '"0-8191"']],
  ['NodeGroupSlotsMalformed', withGroups({ slots: '9-3' }), ['"9-3"', '16383']],
  ['NodeGroupSlotsIncomplete', withGroups({ slots: '0-8191' }, {}), ['shard 2', 'no slots']],
  ['NodeGroupSlotsIncomplete', withGroups({ slots: '0-8191' }, { slots: '8193-16383' }), ['leave out slot 8192']],
  ['NodeGroupSlotsIncomplete', withGroups({ slots: '0-8191' }, { slots: '8191-16383' }), ['twice', 'slot 8191']],
  ['NodeGroupSlotsIncomplete', withGroups({ slots: '0-99,200-16383' }), ['slot 100']],
  ['PreferredZonesNeedOneShard', { preferredZones: ['a', 'b'] }, ['"enabled"', 'nodeGroups']],
  ['PreferredZonesMismatch', { ...SINGLE, preferredZones: ['a'] }, ['1 zones', '2 nodes', 'the primary first']],
  [
    'PreferredZonesWithNodeGroups',
    { ...SINGLE, ...withGroups({}), preferredZones: ['a', 'b'] },
    ['preferredAvailabilityZones', 'nodeGroups', 'leave out'],
  ],
  ['ZoneWithoutSubnet', { ...SINGLE, preferredZones: ['a', 'c'] }, ['"c"', 'in a, b', 'vpcSubnets']],
  ['ZoneWithoutSubnet', withGroups({ primaryZone: 'a', replicaZones: ['b', UNKNOWN, 'd'] }), ['"d"', 'in a, b']],
  ['FailoverNeeded', { automaticFailover: false }, ['false', '"enabled"', '3 shards', 'DISABLED']],
  ['MultiAzNeedsFailover', { ...SINGLE, automaticFailover: false, multiAz: true }, ['multiAz (MultiAZEnabled)', 'automaticFailover (AutomaticFailoverEnabled)']],
  ['FailoverNeedsReplica', { ...SINGLE, replicasPerShard: 0, multiAz: true }, ['MultiAZEnabled', '0', 'one replica']],
  ['FailoverNeedsReplica', { ...SINGLE, replicasPerShard: 0 }, ['AutomaticFailoverEnabled', 'replicasPerShard is 0']],
  [
    'FailoverNeedsReplica',
    { ...withGroups({ replicas: 1 }, { replicas: 0 }), replicasPerShard: UNKNOWN, multiAz: true, noReplicasAccepted: true },
    ['MultiAZEnabled', 'replicaCount of shard 2 is 0'],
  ],
  ['DataTieringNeedsNodeType', { dataTiering: true }, ['"cache.r7g.large"', 'r6gd']],
  ['NodeTypeNeedsDataTiering', { nodeType: 'cache.r6gd.xlarge' }, ['"cache.r6gd.xlarge"', 'DataTieringEnabled']],
  ['DataTieringNeedsNewerEngine', { ...REDIS_6, nodeType: 'cache.r6gd.xlarge', dataTiering: true }, ['"6.0"', '6.2']],
  ['DurabilityUnsupported', { durability: 'sync' }, ['"sync"', 'Valkey 9.0', '"8.1"']],
  [
    'DurabilityUnsupported',
    {
      ...SINGLE,
      durability: 'async',
      engineVersion: '9.0',
      multiAz: false,
      transitEncryptionEnabled: false,
      nodeType: 'cache.t4g.small',
      networkType: 'ipv4',
      globalReplicationGroupId: UNKNOWN,
    },
    ['"async"', 'ClusterMode.ENABLED', 'Multi-AZ', 'in-transit', '"cache.t4g.small"', 'no Global Datastore'],
  ],
  ['ParameterGroupClusterMode', { parametersEnableCluster: false }, ['"enabled"', '"no"', 'agrees']],
  ['ParameterGroupClusterMode', { ...SINGLE, parametersEnableCluster: true }, ['"disabled"', '"yes"']],
  ['ParameterGroupFamilyMismatch', { parameterGroupFamily: 'valkey7' }, ['valkey 8.1', '"valkey7"', '"valkey8"']],
  ['ParameterValueInvalid', { parameters: { 'maxmemory-policy': 'lru' } }, ['maxmemory-policy', '"lru"', 'one of volatile-lru', 'leave it out']],
  ['ParameterValueInvalid', { parameters: { 'reserved-memory-percent': '101' } }, ['"101"', 'from 0 to 100']],
  ['ParameterValueInvalid', { parameters: { anything: 'x', timeout: '19' } }, ['timeout', '"19"', '0, or 20 seconds']],
  [
    'DataTieringEvictionPolicy',
    { nodeType: 'cache.r6gd.xlarge', dataTiering: true, parameters: { 'maxmemory-policy': 'volatile-ttl' } },
    ['"volatile-ttl"', '"cache.r6gd.xlarge"', '"volatile-lru"'],
  ],
  ['SnapshotRetentionOutOfRange', { snapshotRetention: 36 }, ['36', '0', '35', 'for example 7']],
  ['SnapshotRetentionOutOfRange', { snapshotRetention: 1.5 }, ['1.5', 'whole days']],
  ['TwoSnapshotSources', { ...SINGLE, snapshotName: 'nightly', snapshotArns: UNKNOWN }, ['"nightly"', 'SnapshotArns', 'leave out']],
  ['SnapshotArnMalformed', { ...SINGLE, snapshotArns: ['s3://bucket/dump.rdb'] }, ['"s3://bucket/dump.rdb"', 'arn:aws:s3:::']],
  ['SnapshotArnsNeedSlots', { snapshotArns: ['arn:aws:s3:::bucket/dump.rdb'] }, ['"enabled"', 'NodeGroupConfiguration', 'with slots']],
  ['MaintenanceWindowMalformed', { maintenanceWindow: 'sunday 5am' }, ['"sunday 5am"', 'ddd:hh:mm-ddd:hh:mm', 'UTC']],
  ['MaintenanceWindowMalformed', { maintenanceWindow: 'sun:25:00-sun:26:00' }, ['"sun:25:00-sun:26:00"']],
  ['MaintenanceWindowMalformed', { maintenanceWindow: 'sun:05:00-sun:05:30' }, ['30 minutes', '60 minutes or longer']],
  ['SnapshotWindowMalformed', { snapshotWindow: '3-4' }, ['"3-4"', 'hh:mm-hh:mm']],
  ['SnapshotWindowMalformed', { snapshotWindow: '23:30-00:15' }, ['45 minutes', '60 minutes or longer']],
  ['WindowsOverlap', { snapshotWindow: '05:30-06:30' }, ['"05:30-06:30"', '"sun:05:00-sun:06:00"', 'move one']],
  ['WindowsOverlap', { snapshotWindow: '23:30-00:30', maintenanceWindow: 'mon:00:00-mon:01:00' }, ['"mon:00:00-mon:01:00"']],
  ['SlowLogNeedsNewerEngine', { ...REDIS_6, engineVersion: '5.0.6', deliveredLogs: ['slow-log'] }, ['"slow-log"', '"5.0.6"', '6.0']],
  ['EngineLogNeedsNewerEngine', { ...REDIS_6, deliveredLogs: ['engine-log'] }, ['"engine-log"', '"6.0"', '6.2']],
  ['LogDeliveredTwice', { deliveredLogs: ['slow-log', 'slow-log'] }, ['"slow-log"', 'leave out']],
  ['NotificationTopicEncrypted', { topicIsEncrypted: true }, ['notificationTopic', 'encrypted', 'without a key']],
];
