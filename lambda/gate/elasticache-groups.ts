import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  type ElastiCacheClient,
  type Endpoint,
} from '@aws-sdk/client-elasticache';
import { type CacheGroup, type GroupReader, type NodeEndpoint } from './cache-group';

/** Needs `elasticache:DescribeReplicationGroups` on the group and `elasticache:DescribeCacheClusters` on its nodes. */
export class ElastiCacheGroups implements GroupReader {
  public constructor(private readonly client: ElastiCacheClient) {}

  public async describeGroup(replicationGroupId: string): Promise<CacheGroup> {
    const { ReplicationGroups } = await this.client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: replicationGroupId }));
    const group = ReplicationGroups?.[0];
    if (!group) throw new Error(`the API lists no replication group "${replicationGroupId}"`);
    return {
      status: group.Status ?? 'unknown',
      clusterEnabled: group.ClusterEnabled,
      transitEncryptionEnabled: group.TransitEncryptionEnabled,
      networkType: group.NetworkType,
      ipDiscovery: group.IpDiscovery,
      memberIds: group.MemberClusters ?? [],
      configurationEndpoint: endpointOf(group.ConfigurationEndpoint),
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

function endpointOf(endpoint: Endpoint | undefined): NodeEndpoint | undefined {
  if (!endpoint?.Address || endpoint.Port === undefined) return undefined;
  return { address: endpoint.Address, port: endpoint.Port };
}
