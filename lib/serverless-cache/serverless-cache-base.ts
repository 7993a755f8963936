import { Resource } from 'aws-cdk-lib';
import { type Connections } from 'aws-cdk-lib/aws-ec2';
import { type IUserGroupRef, type ServerlessCacheReference } from 'aws-cdk-lib/aws-elasticache';
import { type CacheEndpoint } from '../replication-group/cache-endpoint';
import { type NetworkType } from '../replication-group/network-type';
import { type ServerlessCacheEngine } from './serverless-cache-engine';
import { ServerlessCacheGrants } from './serverless-cache-grants';
import { type IServerlessCache } from './serverless-cache-interface';
import { ServerlessCacheMetrics } from './serverless-cache-metrics';

/**
 * What owned and imported serverless caches have in common. Not exported from the package.
 *
 * @internal
 */
export abstract class ServerlessCacheBase extends Resource implements IServerlessCache {
  public abstract readonly serverlessCacheName: string;
  public abstract readonly serverlessCacheArn: string;
  public abstract readonly connections: Connections;
  public abstract readonly endpoint?: CacheEndpoint;
  public abstract readonly readerEndpoint?: CacheEndpoint;
  public abstract readonly engine?: ServerlessCacheEngine;
  public abstract readonly networkType?: NetworkType;
  public abstract readonly userGroup?: IUserGroupRef;

  public get serverlessCacheRef(): ServerlessCacheReference {
    return { serverlessCacheName: this.serverlessCacheName, serverlessCacheArn: this.serverlessCacheArn };
  }

  public get grants(): ServerlessCacheGrants {
    return ServerlessCacheGrants.fromServerlessCache(this);
  }

  public get metrics(): ServerlessCacheMetrics {
    return ServerlessCacheMetrics.fromServerlessCache(this);
  }
}
