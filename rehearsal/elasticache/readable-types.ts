import { type LiveResource, type ReadableType } from '../cloudcontrol/readable-type';
import { type CacheMember } from './cache-member';
import { type Endpoint, type ReplicationGroup } from './replication-group';
import { type ReplicationGroups } from './replication-groups';

/** What Cloud Control reads of ElastiCache: groups and their nodes, in the words of their schemas. */
export function readableCacheTypes(groups: ReplicationGroups): Readonly<Record<string, ReadableType>> {
  return {
    'AWS::ElastiCache::ReplicationGroup': { all: () => groups.all().map(groupResource) },
    'AWS::ElastiCache::CacheCluster': { all: () => groups.all().flatMap((group) => group.members.map((member) => nodeResource(group, member))) },
  };
}

/** Without what the schema calls write-only: engine version, security groups, subnet group, parameter group, number of shards. */
function groupResource(group: ReplicationGroup): LiveResource {
  const { configuration, members } = group;
  return {
    identifier: group.id,
    properties: {
      ReplicationGroupId: group.id,
      ReplicationGroupDescription: configuration.description,
      Engine: configuration.engine,
      CacheNodeType: configuration.nodeType,
      ClusterMode: configuration.clusterMode,
      NetworkType: configuration.networkType,
      IpDiscovery: configuration.ipDiscovery,
      TransitEncryptionEnabled: configuration.transitEncryption,
      AtRestEncryptionEnabled: configuration.atRestEncryption,
      NumCacheClusters: members.length,
      ConfigurationEndPoint: asText(group.configurationEndpoint),
      PrimaryEndPoint: asText(group.primaryEndpoint),
      ReaderEndPoint: asText(group.readerEndpoint),
    },
  };
}

function nodeResource(group: ReplicationGroup, member: CacheMember): LiveResource {
  const { configuration } = group;
  return {
    identifier: member.memberId,
    properties: {
      ClusterName: member.memberId,
      Engine: configuration.engine,
      EngineVersion: configuration.engineVersion,
      CacheNodeType: configuration.nodeType,
      CacheSubnetGroupName: configuration.subnetGroupName,
      NetworkType: configuration.networkType,
      IpDiscovery: configuration.ipDiscovery,
      NumCacheNodes: 1,
      VpcSecurityGroupIds: configuration.securityGroupIds,
    },
  };
}

function asText(endpoint: Endpoint | undefined): Readonly<Record<string, string>> | undefined {
  return endpoint && { Address: endpoint.Address, Port: String(endpoint.Port) };
}
