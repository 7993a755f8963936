import { types } from 'node:util';
import {
  type CacheCluster,
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  type ElastiCacheClient,
  paginateDescribeSnapshots,
  type ReplicationGroup,
  type Snapshot,
} from '@aws-sdk/client-elasticache';
import { type LastSnapshot, type LiveCacheReader, type LiveGroup } from './live-cache';

/** Needs `elasticache:DescribeReplicationGroups`, `DescribeCacheClusters` and, to say more, `DescribeSnapshots`. */
export class ElastiCacheLiveGroups implements LiveCacheReader<LiveGroup> {
  public constructor(private readonly client: ElastiCacheClient) {}

  public async describe(replicationGroupId: string): Promise<LiveGroup | undefined> {
    const group = await this.groupOf(replicationGroupId);
    if (!group) return undefined;
    const [firstId] = group.MemberClusters ?? [];
    // what only the nodes tell: subnet group, engine version
    const node = firstId === undefined ? undefined : await this.nodeOf(firstId);
    return {
      replicationGroupId: group.ReplicationGroupId ?? replicationGroupId,
      status: group.Status ?? 'unknown',
      shards: group.NodeGroups?.length ?? 0,
      memberIds: group.MemberClusters ?? [],
      nodeGroups: nodeGroupsOf(group),
      isTiered: group.DataTiering === 'enabled',
      nodeType: group.CacheNodeType,
      engine: [group.Engine ?? node?.Engine, node?.EngineVersion].filter(Boolean).join(' '),
      properties: propertiesOf(group, node),
    };
  }

  public async lastSnapshot(replicationGroupId: string): Promise<LastSnapshot | undefined> {
    const complete: Snapshot[] = [];
    // in no order that is documented
    for await (const { Snapshots = [] } of paginateDescribeSnapshots({ client: this.client }, { ReplicationGroupId: replicationGroupId })) {
      complete.push(...Snapshots.filter(({ SnapshotStatus }) => SnapshotStatus === 'available'));
    }
    const newest = complete.sort((a, b) => (createdAt(b)?.getTime() ?? 0) - (createdAt(a)?.getTime() ?? 0))[0];
    return newest && { name: newest.SnapshotName ?? '', createdAt: createdAt(newest), sizes: sizesOf(newest) };
  }

  private async groupOf(replicationGroupId: string): Promise<ReplicationGroup | undefined> {
    try {
      const { ReplicationGroups } = await this.client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: replicationGroupId }));
      const group = ReplicationGroups?.[0];
      if (!group) throw new Error(`the API lists no replication group "${replicationGroupId}"`);
      return group;
    } catch (error) {
      if (types.isNativeError(error) && error.name.startsWith('ReplicationGroupNotFound')) return undefined;
      throw error;
    }
  }

  private async nodeOf(cacheClusterId: string): Promise<CacheCluster | undefined> {
    const { CacheClusters } = await this.client.send(
      new DescribeCacheClustersCommand({ CacheClusterId: cacheClusterId, ShowCacheNodeInfo: true }),
    );
    return CacheClusters?.[0];
  }
}

function propertiesOf(group: ReplicationGroup, node: CacheCluster | undefined): LiveGroup['properties'] {
  const known: Readonly<Record<string, string | undefined>> = {
    ReplicationGroupId: group.ReplicationGroupId,
    NetworkType: group.NetworkType ?? node?.NetworkType,
    Port: (group.ConfigurationEndpoint?.Port ?? group.NodeGroups?.[0]?.PrimaryEndpoint?.Port ?? node?.CacheNodes?.[0]?.Endpoint?.Port)?.toString(),
    AtRestEncryptionEnabled: group.AtRestEncryptionEnabled?.toString(),
    KmsKeyId: group.KmsKeyId,
    Engine: group.Engine ?? node?.Engine,
    CacheSubnetGroupName: node?.CacheSubnetGroupName,
    DataTieringEnabled: group.DataTiering && String(group.DataTiering === 'enabled'),
    GlobalReplicationGroupId: group.GlobalReplicationGroupInfo?.GlobalReplicationGroupId,
    NumNodeGroups: group.NodeGroups && String(group.NodeGroups.length),
    PreferredCacheClusterAZs: zonesOf(group),
    AuthToken: group.AuthTokenEnabled === undefined ? undefined : group.AuthTokenEnabled ? 'set' : 'not set',
  };
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => !!entry[1]));
}

function nodeGroupsOf({ NodeGroups = [], MemberClusters = [] }: ReplicationGroup): readonly (readonly string[])[] {
  const shards = NodeGroups.map(({ NodeGroupMembers = [] }) => NodeGroupMembers.flatMap(({ CacheClusterId: id }) => (id === undefined ? [] : [id])));
  return shards.some((members) => members.length > 0) ? shards : [MemberClusters];
}

function zonesOf({ NodeGroups = [] }: ReplicationGroup): string | undefined {
  const zones = NodeGroups.flatMap(({ NodeGroupMembers = [] }) => NodeGroupMembers).map(({ PreferredAvailabilityZone: zone }) => zone);
  return zones.length === 0 || zones.includes(undefined) ? undefined : JSON.stringify(zones);
}

function createdAt({ NodeSnapshots = [] }: Snapshot): Date | undefined {
  return NodeSnapshots[0]?.SnapshotCreateTime;
}

function sizesOf({ NodeSnapshots = [] }: Snapshot): readonly string[] {
  return NodeSnapshots.flatMap(({ CacheSize }) => (CacheSize ? [CacheSize] : []));
}
