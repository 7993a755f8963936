import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  type ElastiCacheClient,
  type Endpoint,
  type ReplicationGroup,
} from '@aws-sdk/client-elasticache';
import { type CacheGroup, type GroupReader, type NodeEndpoint } from './cache-group';

/** Needs `elasticache:DescribeReplicationGroups` on the group and `elasticache:DescribeCacheClusters` on its nodes. */
export class ElastiCacheGroups implements GroupReader {
  public constructor(private readonly client: ElastiCacheClient) {}

  public async describeGroup(replicationGroupId: string): Promise<CacheGroup> {
    const { ReplicationGroups } = await this.client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: replicationGroupId }));
    const group = ReplicationGroups?.[0];
    if (!group) throw new Error(`the API lists no replication group "${replicationGroupId}"`);
    // without cluster mode there is one
    const [nodeGroup] = group.NodeGroups ?? [];
    return {
      status: group.Status ?? 'unknown',
      clusterMode: clusterModeOf(group),
      transitEncryption: transitEncryptionOf(group),
      authentication: authenticationOf(group),
      networkType: group.NetworkType,
      ipDiscovery: group.IpDiscovery,
      memberIds: group.MemberClusters ?? [],
      memberEndpoints: memberEndpointsOf(group),
      configurationEndpoint: endpointOf(group.ConfigurationEndpoint),
      primaryEndpoint: endpointOf(nodeGroup?.PrimaryEndpoint),
      readerEndpoint: endpointOf(nodeGroup?.ReaderEndpoint),
    };
  }

  /** Not `ShowCacheClustersNotInReplicationGroups`: that hides the members. A member has one node. */
  public async nodeEndpoint(cacheClusterId: string): Promise<NodeEndpoint | undefined> {
    const { CacheClusters } = await this.client.send(
      new DescribeCacheClustersCommand({ CacheClusterId: cacheClusterId, ShowCacheNodeInfo: true }),
    );
    return endpointOf(CacheClusters?.[0]?.CacheNodes?.[0]?.Endpoint);
  }
}

/** While it is `compatible`, clients may use either protocol. */
function clusterModeOf({ ClusterMode, ClusterEnabled }: ReplicationGroup): CacheGroup['clusterMode'] {
  return ClusterMode === 'enabled' || ClusterMode === 'compatible' ? true : ClusterEnabled;
}

function transitEncryptionOf({ TransitEncryptionEnabled, TransitEncryptionMode }: ReplicationGroup): CacheGroup['transitEncryption'] {
  if (TransitEncryptionEnabled === undefined) return undefined;
  if (!TransitEncryptionEnabled) return 'disabled';
  return TransitEncryptionMode === 'preferred' ? 'preferred' : 'required';
}

function authenticationOf({ AuthTokenEnabled, UserGroupIds }: ReplicationGroup): CacheGroup['authentication'] {
  if (UserGroupIds !== undefined && UserGroupIds.length > 0) return 'users';
  if (AuthTokenEnabled === undefined) return undefined;
  return AuthTokenEnabled ? 'token' : 'none';
}

function memberEndpointsOf({ NodeGroups = [] }: ReplicationGroup): CacheGroup['memberEndpoints'] {
  const members = NodeGroups.flatMap(({ NodeGroupMembers = [] }) => NodeGroupMembers);
  return new Map(
    members.flatMap(({ CacheClusterId, ReadEndpoint }) => {
      const endpoint = endpointOf(ReadEndpoint);
      return CacheClusterId !== undefined && endpoint ? [[CacheClusterId, endpoint] as const] : [];
    }),
  );
}

function endpointOf(endpoint: Endpoint | undefined): NodeEndpoint | undefined {
  if (!endpoint?.Address || endpoint.Port === undefined) return undefined;
  return { address: endpoint.Address, port: endpoint.Port };
}
