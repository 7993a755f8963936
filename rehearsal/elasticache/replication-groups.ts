import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from '../cloudformation/resource-provider';
import { type CertificateAuthority } from '../certificates/certificate-authority';
import { RehearsalAuthority } from '../certificates/rehearsal-authority';
import { type CacheCluster, type ClusterOptions } from '../cluster/cluster';
import { LOOPBACK } from '../cluster/loopback';
import { startCluster } from '../cluster/start-cluster';
import { type Addresses, type NameServer } from '../dns/name-server';
import { generatedName } from '../generated-name';
import { ServiceError } from '../http/service';
import { type Log } from '../log';
import { PLACE } from '../place';
import { AuthTokens } from './auth-tokens';
import { type CacheMember } from './cache-member';
import { EndpointNames } from './endpoint-names';
import { CREATE_ONLY, type GroupConfiguration, readGroup } from './group-configuration';
import { attributesOf } from './group-attributes';
import { assertGroupMayChange } from './group-change';
import { startGroupNodes } from './group-nodes';
import { parameterGroupProvider, subnetGroupProvider } from './named-groups';
import { type GroupAccess, ReplicationGroup } from './replication-group';
import { Snapshots } from './snapshots';
import { readStrings, writeStrings } from './stored-strings';
import { CacheUsers } from './users/cache-users';
import { GroupUsers, type TokenHashes } from './users/group-users';

export interface ReplicationGroupsOptions {
  readonly log: Log;
  /** Pause between two nodes that change what they announce. @default 1200 */
  readonly nodeDelayMillis?: number;
  /** How long a change of the AUTH token takes. @default 300 */
  readonly tokenMillis?: number;
  /** Makes the nodes. @default startCluster */
  readonly startNodes?: (options: ClusterOptions) => Promise<CacheCluster>;
  /** `cluster-node-timeout` of the nodes. @default 5000 */
  readonly nodeTimeoutMillis?: number;
  /** Where the names of the endpoints become known. @default nowhere */
  readonly names?: Pick<NameServer, 'set' | 'delete'>;
  /** Signs the certificates of nodes with TLS. @default one of its own */
  readonly authority?: () => Promise<CertificateAuthority>;
  /** With what users of IAM get in. @default they do not */
  readonly iamTokens?: TokenHashes;
}

/** One call that changed something, as the trail of an account keeps it. */
export interface GroupChange {
  readonly operation: 'CreateReplicationGroup' | 'ModifyReplicationGroup' | 'DeleteReplicationGroup';
  readonly replicationGroupId: string;
}

/** The longest id of a replication group. */
const LONGEST_ID = 40;

/**
 * The replication groups of the offline AWS, on real nodes. A changed `IpDiscovery` is told to CloudFormation as done at
 * once; the nodes follow later, one after the other. How AWS itself does it is not known: this is an assumption.
 * Every node has a port of its own, where on AWS it has an address of its own; endpoints are names that lead to the loopback
 * addresses of the families that the network type has.
 */
export class ReplicationGroups {
  /** Must this node keep what it announces, whatever the group is set to? May be exchanged at any time. */
  public neverConverge: (memberId: string) => boolean = () => false;
  /** Everything that CloudFormation changed, in order. */
  public readonly changes: GroupChange[] = [];
  public readonly snapshots = new Snapshots();
  /** By resource type. */
  public readonly providers: Readonly<Record<string, ResourceProvider>>;
  public readonly users = new CacheUsers();
  private readonly groups = new Map<string, ReplicationGroup>();
  private ownAuthority: RehearsalAuthority | undefined;

  public constructor(private readonly options: ReplicationGroupsOptions) {
    this.providers = {
      'AWS::ElastiCache::ReplicationGroup': {
        createOnly: CREATE_ONLY,
        finder: { identifiers: ['ReplicationGroupId'], find: ({ ReplicationGroupId = '' }) => this.stateOf(ReplicationGroupId) },
        create: (properties, context) => this.create(properties, context),
        update: (current, _before, after) => this.update(current, after),
        delete: (current, _properties, { finalSnapshot = false }) => this.delete(current.physicalId, finalSnapshot),
      },
      'AWS::ElastiCache::SubnetGroup': subnetGroupProvider(),
      'AWS::ElastiCache::ParameterGroup': parameterGroupProvider(),
      ...this.users.providers,
    };
    this.users.onChange = async () => {
      await Promise.all(this.all().map((group) => group.refreshUsers()));
    };
  }

  /** Every group, in the order of creation. */
  public all(): readonly ReplicationGroup[] {
    return [...this.groups.values()];
  }

  public find(replicationGroupId: string): ReplicationGroup | undefined {
    return this.groups.get(replicationGroupId);
  }

  /** The nodes behind all groups, or behind one. */
  public members(replicationGroupId?: string): readonly CacheMember[] {
    return this.all().filter(({ id }) => replicationGroupId === undefined || id === replicationGroupId).flatMap(({ members }) => members);
  }

  /** A group that something else made, with an id of its own. */
  public async have(properties: Properties): Promise<void> {
    const nowhere = { stackId: '', stackName: '', logicalId: '', resourceType: '' };
    await this.create(properties, { ...nowhere, ...PLACE });
  }

  /** Ends every node. Safe to call twice. */
  public async close(): Promise<void> {
    await Promise.all([...this.groups.keys()].map((id) => this.remove(id)));
    this.ownAuthority?.close();
  }

  /** How long a change of the AUTH token takes. */
  public get tokenMillis(): number {
    return this.options.tokenMillis ?? 300;
  }

  private async create(properties: Properties, context: ResourceContext): Promise<ResourceState> {
    const given = properties['ReplicationGroupId'];
    const id = (typeof given === 'string' ? given : generatedName(context, LONGEST_ID)).toLowerCase();
    if (this.groups.has(id)) throw new ServiceError('ReplicationGroupAlreadyExists', `Replication group ${id} already exists.`);
    const configuration = readGroup(properties);
    this.changes.push({ operation: 'CreateReplicationGroup', replicationGroupId: id });
    if (configuration.snapshotName !== undefined) this.snapshots.find(configuration.snapshotName);
    const arn = `arn:aws:elasticache:${context.region}:${context.account}:replicationgroup:${id}`;
    const group = await this.start(id, arn, configuration);
    this.take(group);
    return { physicalId: id, attributes: attributesOf(group) };
  }

  /** No server does both: nodes with cluster mode, and with the data, take the place of those without. */
  private async giveClusterMode(group: ReplicationGroup, configuration: GroupConfiguration): Promise<ReplicationGroup> {
    const [primary] = group.cluster.nodes;
    const strings = primary === undefined || group.cluster.kind === 'embedded' ? new Map<string, string>() : await readStrings(primary);
    // what the group began with is not what it holds by now
    const successor = await this.start(group.id, group.arn, { ...configuration, snapshotName: undefined }, group.names.for(configuration));
    successor.configuration = configuration;
    await writeStrings(successor.cluster.nodes, strings);
    await this.remove(group.id);
    this.take(successor);
    return successor;
  }

  /** The group is there from now on, under its names. */
  private take(group: ReplicationGroup): void {
    this.groups.set(group.id, group);
    for (const { Address } of group.endpoints()) this.options.names?.set(Address, addressesOf(group.configuration));
    const { kind, serverVersion } = group.cluster;
    this.options.log('elasticache', `${group.id} has ${group.members.length} nodes (${kind} ${serverVersion}) ${wordAnnouncement(group.configuration)}`);
  }

  private async start(id: string, arn: string, configuration: GroupConfiguration, names = new EndpointNames(id, configuration)): Promise<ReplicationGroup> {
    const { startNodes = startCluster, nodeTimeoutMillis, authority = () => this.authorityOfOurOwn() } = this.options;
    const cluster = await startGroupNodes(configuration, names, { startNodes, nodeTimeoutMillis, authority });
    try {
      if (configuration.snapshotName !== undefined) await this.snapshots.restore(configuration.snapshotName, cluster);
      return new ReplicationGroup(id, arn, configuration, cluster, names, await this.protect(id, configuration, cluster));
    } catch (error) {
      await cluster.close();
      throw error;
    }
  }

  private async authorityOfOurOwn(): Promise<CertificateAuthority> {
    if (this.ownAuthority === undefined) {
      this.ownAuthority = new RehearsalAuthority();
      await this.ownAuthority.create();
    }
    return this.ownAuthority.require();
  }

  private async protect(id: string, { authToken, userGroupIds }: GroupConfiguration, { nodes }: CacheCluster): Promise<GroupAccess> {
    if (authToken !== undefined) return { authTokens: await AuthTokens.protect(nodes, authToken) };
    if (userGroupIds.length === 0) return {};
    // as the group is configured at that moment: an update may give it other user groups
    const users = () => this.users.usersOf(this.groups.get(id)?.configuration.userGroupIds ?? userGroupIds);
    return { users: await GroupUsers.keep(id, nodes, users, this.options.iamTokens ?? NOBODY) };
  }

  private async update(current: ResourceState, after: Properties): Promise<ResourceState> {
    const group = this.groups.get(current.physicalId);
    if (group === undefined) throw new ServiceError('ReplicationGroupNotFoundFault', `ReplicationGroup ${current.physicalId} not found.`, 404);
    const configuration = { ...readGroup(after), startedWithoutClusterMode: group.configuration.startedWithoutClusterMode };
    assertGroupMayChange(group.configuration, configuration);
    this.changes.push({ operation: 'ModifyReplicationGroup', replicationGroupId: group.id });
    if (configuration.clusterEnabled !== group.configuration.clusterEnabled) {
      return { ...current, attributes: attributesOf(await this.giveClusterMode(group, configuration)) };
    }
    const { ipDiscovery } = configuration;
    const changed = ipDiscovery !== group.configuration.ipDiscovery;
    // how CloudFormation hands on a token that is another one by now is not documented: it rotates
    if (configuration.authToken !== undefined && configuration.authToken !== group.authTokens?.newest) {
      group.modifyAuthToken(configuration.authToken, 'ROTATE', this.tokenMillis);
    }
    const endpoints = group.endpoints();
    group.configuration = configuration;
    const left = new Set(group.endpoints().map(({ Address }) => Address));
    for (const { Address } of endpoints.filter((endpoint) => !left.has(endpoint.Address))) this.options.names?.delete(Address);
    await group.refreshUsers();
    if (changed) {
      group.discover(ipDiscovery, {
        nodeDelayMillis: this.options.nodeDelayMillis ?? 1200,
        staysBehind: (memberId) => this.neverConverge(memberId),
        onNode: (memberId) => {
          this.options.log('elasticache', `${memberId} announces ${ipDiscovery} from now on`);
        },
      });
    }
    return { ...current, attributes: attributesOf(group) };
  }

  private stateOf(id: string): ResourceState | undefined {
    const group = this.groups.get(id);
    return group && { physicalId: id, attributes: attributesOf(group) };
  }

  private async delete(id: string, withSnapshot: boolean): Promise<void> {
    this.changes.push({ operation: 'DeleteReplicationGroup', replicationGroupId: id });
    const group = this.groups.get(id);
    if (withSnapshot && group !== undefined) await this.snapshots.takeFinal(group);
    await this.remove(id);
  }

  private async remove(id: string): Promise<void> {
    const group = this.groups.get(id);
    this.groups.delete(id);
    for (const { Address } of group?.endpoints() ?? []) this.options.names?.delete(Address);
    await group?.close();
  }
}

/** What DNS has for every endpoint of a group. */
function addressesOf({ networkType }: GroupConfiguration): Addresses {
  return {
    ...(networkType === 'ipv6' ? {} : { ipv4: LOOPBACK.ipv4 }),
    ...(networkType === 'ipv4' ? {} : { ipv6: LOOPBACK.ipv6 }),
  };
}

function wordAnnouncement({ transitEncryption, clusterEnabled, ipDiscovery }: GroupConfiguration): string {
  if (!clusterEnabled) return `without cluster mode${transitEncryption ? ', with TLS' : ''}`;
  return transitEncryption ? 'that announce names, with TLS' : `that announce ${ipDiscovery}`;
}

const NOBODY: TokenHashes = { hashesFor: () => Promise.resolve([]) };
