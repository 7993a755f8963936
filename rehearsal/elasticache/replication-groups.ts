import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from '../cloudformation/resource-provider';
import { type CacheCluster, type ClusterOptions } from '../cluster/cluster';
import { controlUserArguments } from '../cluster/control-user';
import { startCluster } from '../cluster/start-cluster';
import { generatedName } from '../generated-name';
import { ServiceError } from '../http/service';
import { type Log } from '../log';
import { AuthTokens } from './auth-tokens';
import { type CacheMember } from './cache-member';
import { type EndpointHost, findEndpointHost } from './endpoint-host';
import { CREATE_ONLY, readGroup } from './group-configuration';
import { parameterGroupProvider, subnetGroupProvider } from './named-groups';
import { ReplicationGroup } from './replication-group';
import { Snapshots } from './snapshots';

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
 * Nodes speak neither TLS nor any other port than their own, and always cluster mode.
 */
export class ReplicationGroups {
  /** Must this node keep what it announces, whatever the group is set to? May be exchanged at any time. */
  public neverConverge: (memberId: string) => boolean = () => false;
  /** Everything that CloudFormation changed, in order. */
  public readonly changes: GroupChange[] = [];
  public readonly snapshots = new Snapshots();
  /** By resource type. */
  public readonly providers: Readonly<Record<string, ResourceProvider>>;
  private readonly groups = new Map<string, ReplicationGroup>();
  private endpointHost: Promise<EndpointHost> | undefined;

  public constructor(private readonly options: ReplicationGroupsOptions) {
    this.providers = {
      'AWS::ElastiCache::ReplicationGroup': {
        createOnly: CREATE_ONLY,
        create: (properties, context) => this.create(properties, context),
        update: async (current, _before, after) => Promise.resolve(this.update(current, after)),
        delete: (current, _properties, { finalSnapshot = false }) => this.delete(current.physicalId, finalSnapshot),
      },
      'AWS::ElastiCache::SubnetGroup': subnetGroupProvider(),
      'AWS::ElastiCache::ParameterGroup': parameterGroupProvider(),
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

  /** Ends every node. Safe to call twice. */
  public async close(): Promise<void> {
    await Promise.all([...this.groups.keys()].map((id) => this.remove(id)));
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
    const { shards, replicasPerShard, ipDiscovery, authToken, snapshotName } = configuration;
    if (snapshotName !== undefined) this.snapshots.find(snapshotName);
    const { nodeTimeoutMillis, startNodes = startCluster, log } = this.options;
    this.endpointHost ??= findEndpointHost();
    const endpointHost = await this.endpointHost;
    const cluster = await startNodes({
      ...{ shards, replicasPerShard, announce: ipDiscovery },
      ...(nodeTimeoutMillis === undefined ? {} : { nodeTimeoutMillis }),
      ...(authToken === undefined ? {} : { serverArguments: controlUserArguments() }),
    });
    if (snapshotName !== undefined) await this.snapshots.restore(snapshotName, cluster.nodes);
    const authTokens = authToken === undefined ? undefined : await AuthTokens.protect(cluster.nodes, authToken);
    const arn = `arn:aws:elasticache:${context.region}:${context.account}:replicationgroup:${id}`;
    const group = new ReplicationGroup(id, arn, configuration, cluster, endpointHost, authTokens);
    this.groups.set(id, group);
    log('elasticache', `${id} has ${group.members.length} nodes (${cluster.kind} ${cluster.serverVersion}) that announce ${ipDiscovery}`);
    return { physicalId: id, attributes: attributesOf(group) };
  }

  private update(current: ResourceState, after: Properties): ResourceState {
    const group = this.groups.get(current.physicalId);
    if (group === undefined) throw new ServiceError('ReplicationGroupNotFoundFault', `ReplicationGroup ${current.physicalId} not found.`, 404);
    const configuration = readGroup(after);
    if (configuration.replicasPerShard !== group.configuration.replicasPerShard) {
      throw new ServiceError('InvalidParameterValue', 'the offline AWS can not change the number of nodes of a replication group');
    }
    this.changes.push({ operation: 'ModifyReplicationGroup', replicationGroupId: group.id });
    const { ipDiscovery } = configuration;
    const changed = ipDiscovery !== group.configuration.ipDiscovery;
    // how CloudFormation hands on a token that is another one by now is not documented: it rotates
    if (configuration.authToken !== undefined && configuration.authToken !== group.authTokens?.newest) {
      group.modifyAuthToken(configuration.authToken, 'ROTATE', this.tokenMillis);
    }
    group.configuration = configuration;
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

  private async delete(id: string, withSnapshot: boolean): Promise<void> {
    this.changes.push({ operation: 'DeleteReplicationGroup', replicationGroupId: id });
    const group = this.groups.get(id);
    if (withSnapshot && group !== undefined) await this.snapshots.takeFinal(group);
    await this.remove(id);
  }

  private async remove(id: string): Promise<void> {
    const group = this.groups.get(id);
    this.groups.delete(id);
    await group?.close();
  }
}

function attributesOf(group: ReplicationGroup): Readonly<Record<string, unknown>> {
  const endpoint = { ...group.endpoint(), Port: String(group.endpoint().Port) };
  if (group.configuration.clusterEnabled) return { ConfigurationEndPoint: endpoint };
  return { PrimaryEndPoint: endpoint, ReaderEndPoint: endpoint };
}
