import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from '../../cloudformation/resource-provider';
import { type CacheCluster, type ClusterOptions } from '../../cluster/cluster';
import { LOOPBACK } from '../../cluster/loopback';
import { startCluster } from '../../cluster/start-cluster';
import { type NameServer } from '../../dns/name-server';
import { ServiceError } from '../../http/service';
import { type Log } from '../../log';
import { ServerlessCache } from './serverless-cache';
import { readServerless, SERVERLESS_CREATE_ONLY, type ServerlessConfiguration } from './serverless-configuration';
import { ServerlessSnapshots } from './serverless-snapshots';

export interface ServerlessCachesOptions {
  readonly log: Log;
  /** Makes the nodes. @default startCluster */
  readonly startNodes?: (options: ClusterOptions) => Promise<CacheCluster>;
  /** Where the names of the endpoints become known. @default nowhere */
  readonly names?: Pick<NameServer, 'set' | 'delete'>;
  /** Throws what AWS answers if there is no such user group. @default every group is there */
  readonly checkUserGroup?: (userGroupId: string) => void;
}

/** One call that changed something, as the trail of an account keeps it. */
export interface ServerlessChange {
  readonly operation: 'CreateServerlessCache' | 'ModifyServerlessCache' | 'DeleteServerlessCache';
  readonly serverlessCacheName: string;
}

/**
 * The serverless caches of the offline AWS. Behind each is one node that keeps its data, in clear text and open to the
 * rehearsal only: what clients see of a serverless cache (TLS, users, one address for all nodes) is not emulated.
 */
export class ServerlessCaches {
  /** Everything that CloudFormation changed, in order. */
  public readonly changes: ServerlessChange[] = [];
  public readonly snapshots = new ServerlessSnapshots();
  /** By resource type. */
  public readonly providers: Readonly<Record<string, ResourceProvider>>;
  private readonly caches = new Map<string, ServerlessCache>();

  public constructor(private readonly options: ServerlessCachesOptions) {
    this.providers = {
      'AWS::ElastiCache::ServerlessCache': {
        createOnly: SERVERLESS_CREATE_ONLY,
        finder: { identifiers: ['ServerlessCacheName'], find: ({ ServerlessCacheName = '' }) => this.stateOf(ServerlessCacheName) },
        create: (properties, context) => this.create(properties, context),
        update: async (current, _before, after) => await Promise.resolve(this.update(current, after)),
        delete: (current) => this.delete(current.physicalId),
      },
    };
  }

  /** Every cache, in the order of creation. */
  public all(): readonly ServerlessCache[] {
    return [...this.caches.values()];
  }

  public find(serverlessCacheName: string): ServerlessCache | undefined {
    return this.caches.get(serverlessCacheName.toLowerCase());
  }

  /** Ends every node. Safe to call twice. */
  public async close(): Promise<void> {
    await Promise.all([...this.caches.keys()].map((name) => this.remove(name)));
  }

  private async create(properties: Properties, { region, account }: ResourceContext): Promise<ResourceState> {
    // CloudFormation makes up no name for these
    const name = String(properties['ServerlessCacheName']).toLowerCase();
    if (this.caches.has(name)) throw new ServiceError('ServerlessCacheAlreadyExistsFault', `Serverless cache ${name} already exists.`);
    const configuration = readServerless(properties);
    this.check(configuration);
    this.changes.push({ operation: 'CreateServerlessCache', serverlessCacheName: name });
    const cluster = await this.startNode(configuration);
    const cache = new ServerlessCache(name, `arn:aws:elasticache:${region}:${account}:serverlesscache:${name}`, configuration, cluster);
    this.caches.set(name, cache);
    this.options.names?.set(cache.endpoint.Address, addressesOf(configuration));
    this.options.log('elasticache', `the serverless cache ${name} is there (${cluster.kind} ${cluster.serverVersion}, ${configuration.networkType})`);
    return { physicalId: name, attributes: attributesOf(cache) };
  }

  private async startNode({ snapshotArnsToRestore }: ServerlessConfiguration): Promise<CacheCluster> {
    const { startNodes = startCluster } = this.options;
    const cluster = await startNodes({ shards: 1, replicasPerShard: 0 });
    try {
      await this.snapshots.restore(snapshotArnsToRestore, cluster.nodes);
      return cluster;
    } catch (error) {
      await cluster.close();
      throw error;
    }
  }

  private check({ userGroupId, snapshotArnsToRestore }: ServerlessConfiguration): void {
    if (userGroupId !== undefined) this.options.checkUserGroup?.(userGroupId);
    this.snapshots.find(snapshotArnsToRestore);
  }

  private update(current: ResourceState, after: Properties): ResourceState {
    const cache = this.caches.get(current.physicalId);
    if (cache === undefined) throw new ServiceError('ServerlessCacheNotFoundFault', `Serverless cache ${current.physicalId} not found.`, 404);
    const configuration = readServerless(after);
    this.check(configuration);
    this.changes.push({ operation: 'ModifyServerlessCache', serverlessCacheName: cache.id });
    cache.configuration = configuration;
    return { ...current, attributes: attributesOf(cache) };
  }

  private stateOf(name: string): ResourceState | undefined {
    const cache = this.find(name);
    return cache && { physicalId: cache.id, attributes: attributesOf(cache) };
  }

  private async delete(name: string): Promise<void> {
    const cache = this.caches.get(name);
    if (cache === undefined) return;
    this.changes.push({ operation: 'DeleteServerlessCache', serverlessCacheName: name });
    const { finalSnapshotName } = cache.configuration;
    if (finalSnapshotName !== undefined) await this.snapshots.takeFinal(cache, finalSnapshotName);
    await this.remove(name);
  }

  private async remove(name: string): Promise<void> {
    const cache = this.caches.get(name);
    this.caches.delete(name);
    if (cache) this.options.names?.delete(cache.endpoint.Address);
    await cache?.cluster.close();
  }
}

function attributesOf(cache: ServerlessCache): Readonly<Record<string, unknown>> {
  const asText = ({ Address, Port }: ServerlessCache['endpoint']) => ({ Address, Port: String(Port) });
  return {
    ARN: cache.arn,
    CreateTime: cache.createdAt.toISOString(),
    Endpoint: asText(cache.endpoint),
    FullEngineVersion: cache.fullEngineVersion,
    ReaderEndpoint: asText(cache.readerEndpoint),
    Status: 'AVAILABLE',
  };
}

/** What DNS has for its endpoint. */
function addressesOf({ networkType }: ServerlessConfiguration): Partial<typeof LOOPBACK> {
  return {
    ...(networkType === 'ipv6' ? {} : { ipv4: LOOPBACK.ipv4 }),
    ...(networkType === 'ipv4' ? {} : { ipv6: LOOPBACK.ipv6 }),
  };
}
