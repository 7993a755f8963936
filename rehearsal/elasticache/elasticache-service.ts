import { optionalText, type QueryParameters, requiredText } from '../http/query-parameters';
import { queryService } from '../http/query-service';
import { type Caller, type Service, ServiceError } from '../http/service';
import { XmlList, type XmlRecord } from '../http/xml';
import { slotsOfShard } from '../cluster/node-layout';
import { type Iam } from '../iam/iam';
import { type CacheMember } from './cache-member';
import { modifyReplicationGroup } from './modify-replication-group';
import { pageOf } from './page';
import { type Endpoint, type ReplicationGroup } from './replication-group';
import { type ReplicationGroups } from './replication-groups';
import { type ServerlessCaches } from './serverless/serverless-caches';
import { serverlessOperations } from './serverless/serverless-operations';

/** Where the service answers, for the ARNs that policies name. */
export interface ServicePlace {
  readonly region: string;
  readonly account: string;
}

/**
 * The API of ElastiCache: DescribeReplicationGroups, DescribeCacheClusters, DescribeSnapshots, and ModifyReplicationGroup for AUTH
 * tokens; with serverless caches, what describes those.
 */
export function elastiCacheService(groups: ReplicationGroups, iam: Iam, { region, account }: ServicePlace, serverless?: ServerlessCaches): Service {
  const authorize = (caller: Caller | undefined, action: string, kind: string, id: string | undefined) => {
    iam.authorize(caller, `elasticache:${action}`, `arn:aws:elasticache:${region}:${account}:${kind}:${id ?? '*'}`);
  };
  return queryService('elasticache', {
    ...(serverless && serverlessOperations(serverless, authorize)),
    DescribeReplicationGroups: (parameters, caller) => {
      const id = optionalText(parameters, 'ReplicationGroupId');
      authorize(caller, 'DescribeReplicationGroups', 'replicationgroup', id);
      const { items, marker } = pageOf(groupsAskedFor(groups, id), parameters);
      return { Marker: marker, ReplicationGroups: new XmlList('ReplicationGroup', items.map(describeGroup)) };
    },
    ModifyReplicationGroup: (parameters, caller) => {
      const id = requiredText(parameters, 'ReplicationGroupId');
      authorize(caller, 'ModifyReplicationGroup', 'replicationgroup', id);
      const [group] = groupsAskedFor(groups, id);
      if (group === undefined) throw new Error(`no group ${id}`);
      modifyReplicationGroup(group, parameters, groups.tokenMillis);
      return { ReplicationGroup: describeGroup(group) };
    },
    DescribeSnapshots: (parameters, caller) => {
      authorize(caller, 'DescribeSnapshots', 'snapshot', optionalText(parameters, 'SnapshotName'));
      return groups.snapshots.describe(parameters);
    },
    DescribeCacheClusters: (parameters, caller) => {
      const id = optionalText(parameters, 'CacheClusterId');
      authorize(caller, 'DescribeCacheClusters', 'cluster', id);
      const { items, marker } = pageOf(membersAskedFor(groups, id, parameters), parameters);
      const withNodes = optionalText(parameters, 'ShowCacheNodeInfo') === 'true';
      return { Marker: marker, CacheClusters: new XmlList('CacheCluster', items.map(({ group, member }) => describeMember(group, member, withNodes))) };
    },
  });
}

function groupsAskedFor(groups: ReplicationGroups, id: string | undefined): readonly ReplicationGroup[] {
  if (id === undefined) return groups.all();
  const group = groups.find(id);
  if (group === undefined) throw new ServiceError('ReplicationGroupNotFoundFault', `ReplicationGroup ${id} not found.`, 404);
  return [group];
}

interface MemberOfGroup {
  readonly group: ReplicationGroup;
  readonly member: CacheMember;
}

function membersAskedFor(groups: ReplicationGroups, id: string | undefined, parameters: QueryParameters): readonly MemberOfGroup[] {
  // There are no others here.
  if (optionalText(parameters, 'ShowCacheClustersNotInReplicationGroups') === 'true') return [];
  const all = groups.all().flatMap((group) => group.members.map((member) => ({ group, member })));
  if (id === undefined) return all;
  const found = all.filter(({ member }) => member.memberId === id);
  if (found.length === 0) throw new ServiceError('CacheClusterNotFound', `CacheCluster not found: ${id}`, 404);
  return found;
}

function describeGroup(group: ReplicationGroup): XmlRecord {
  const { configuration, members } = group;
  return {
    ReplicationGroupId: group.id,
    ARN: group.arn,
    Description: configuration.description,
    Status: group.status,
    PendingModifiedValues: group.authTokens?.changing === undefined ? undefined : { AuthTokenStatus: group.authTokens.changing },
    AuthTokenEnabled: group.authTokens !== undefined,
    AuthTokenLastModifiedDate: group.authTokens?.modifiedAt,
    Engine: configuration.engine,
    CacheNodeType: configuration.nodeType,
    ClusterEnabled: configuration.clusterEnabled,
    ClusterMode: configuration.clusterMode,
    TransitEncryptionEnabled: configuration.transitEncryption,
    TransitEncryptionMode: configuration.transitEncryptionMode,
    UserGroupIds: configuration.userGroupIds.length === 0 ? undefined : new XmlList('member', configuration.userGroupIds),
    AtRestEncryptionEnabled: configuration.atRestEncryption,
    KmsKeyId: configuration.kmsKeyId,
    DataTiering: configuration.dataTiering ? 'enabled' : 'disabled',
    NetworkType: configuration.networkType,
    IpDiscovery: configuration.ipDiscovery,
    ConfigurationEndpoint: recordOf(group.configurationEndpoint),
    MemberClusters: new XmlList('ClusterId', members.map(({ memberId }) => memberId)),
    NodeGroups: new XmlList('NodeGroup', nodeGroups(group)),
  };
}

function nodeGroups(group: ReplicationGroup): XmlRecord[] {
  const shapes = group.configuration.nodeGroups;
  return shapes.map(({ id }, shard) => {
    const slots = slotsOfShard(shard, { shards: shapes.length, oneByOne: shapes });
    const members = group.members.filter(({ nodeGroupId }) => nodeGroupId === id);
    return {
      NodeGroupId: id,
      Status: 'available',
      Slots: group.configuration.clusterEnabled ? slots.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(',') : undefined,
      PrimaryEndpoint: recordOf(group.primaryEndpoint),
      ReaderEndpoint: recordOf(group.readerEndpoint),
      NodeGroupMembers: new XmlList('NodeGroupMember', members.map((member) => describeNodeGroupMember(group, member))),
    };
  });
}

/** What every node is, and where it is found, is told here only without cluster mode. */
function describeNodeGroupMember(group: ReplicationGroup, member: CacheMember): XmlRecord {
  const { memberId, node } = member;
  const told = group.configuration.clusterEnabled ? {} : { ReadEndpoint: { ...group.endpointOf(member) }, CurrentRole: node.role };
  return { CacheClusterId: memberId, CacheNodeId: '0001', ...told };
}

function recordOf(endpoint: Endpoint | undefined): XmlRecord | undefined {
  return endpoint && { ...endpoint };
}

function describeMember(group: ReplicationGroup, member: CacheMember, withNodes: boolean): XmlRecord {
  const { configuration } = group;
  const node = { CacheNodeId: '0001', CacheNodeStatus: 'available', Endpoint: { ...group.endpointOf(member) } };
  return {
    CacheClusterId: member.memberId,
    ARN: group.arn.replace(`replicationgroup:${group.id}`, `cluster:${member.memberId}`),
    CacheClusterStatus: 'available',
    CacheNodeType: configuration.nodeType,
    Engine: configuration.engine,
    EngineVersion: configuration.engineVersion,
    NumCacheNodes: 1,
    ReplicationGroupId: group.id,
    CacheSubnetGroupName: configuration.subnetGroupName,
    TransitEncryptionEnabled: configuration.transitEncryption,
    NetworkType: configuration.networkType,
    IpDiscovery: configuration.ipDiscovery,
    CacheNodes: withNodes ? new XmlList('CacheNode', [node]) : undefined,
  };
}
