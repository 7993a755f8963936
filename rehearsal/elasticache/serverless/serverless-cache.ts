import { randomBytes } from 'node:crypto';
import { type CacheCluster } from '../../cluster/cluster';
import { type CacheMember, nameMembers } from '../cache-member';
import { type Endpoint } from '../replication-group';
import { type ServerlessConfiguration } from './serverless-configuration';

/** What a serverless cache is on: one node with its data, which AWS shows nobody. */
const ONE_NODE = { startedWithoutClusterMode: false, nodeGroups: [{ id: '0001', replicas: 0 }] };

/** A serverless cache, and the node that keeps its data. */
export class ServerlessCache {
  public readonly createdAt = new Date();
  public readonly members: readonly CacheMember[];
  /** Six characters that belong to the cache alone. */
  private readonly mark = randomBytes(3).toString('hex');

  public constructor(
    /** `ServerlessCacheName`. */
    public readonly id: string,
    public readonly arn: string,
    public configuration: ServerlessConfiguration,
    public readonly cluster: CacheCluster,
  ) {
    this.members = nameMembers(id, cluster.nodes, ONE_NODE);
  }

  /** Reading and writing: 6379 on AWS, here the port of the node. */
  public get endpoint(): Endpoint {
    return { Address: `${this.id}-${this.mark}.serverless.use1.cache.amazonaws.com`, Port: this.port };
  }

  /** 6380 of the same name on AWS. */
  public get readerEndpoint(): Endpoint {
    return this.endpoint;
  }

  /** `FullEngineVersion`: the newest minor version of the major one. */
  public get fullEngineVersion(): string {
    const { majorEngineVersion } = this.configuration;
    return majorEngineVersion.includes('.') ? majorEngineVersion : `${majorEngineVersion}.1`;
  }

  private get port(): number {
    return this.members[0]?.node.port ?? 0;
  }
}
