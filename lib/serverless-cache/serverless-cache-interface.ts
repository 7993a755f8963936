import { type IResource } from 'aws-cdk-lib';
import { type IConnectable } from 'aws-cdk-lib/aws-ec2';
import { type IServerlessCacheRef, type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type CacheEndpoint } from '../replication-group/cache-endpoint';
import { type NetworkType } from '../replication-group/network-type';
import { type ServerlessCacheEngine } from './serverless-cache-engine';
import { type ServerlessCacheGrants } from './serverless-cache-grants';
import { type ServerlessCacheMetrics } from './serverless-cache-metrics';

/**
 * A serverless cache of ElastiCache (Valkey or Redis OSS), made by this library or by something else.
 *
 * What is optional here is `undefined` for an imported cache when nobody said it: "not known", never "off".
 */
export interface IServerlessCache extends IResource, IConnectable, IServerlessCacheRef {
  /**
   * Name of the serverless cache, `ServerlessCacheName`.
   *
   * @attribute
   */
  readonly serverlessCacheName: string;

  /**
   * ARN of the serverless cache.
   *
   * @attribute
   */
  readonly serverlessCacheArn: string;

  /**
   * Who may do what with the cache.
   */
  readonly grants: ServerlessCacheGrants;

  /**
   * The CloudWatch metrics of the cache.
   */
  readonly metrics: ServerlessCacheMetrics;

  /**
   * Where clients write and read what they wrote.
   *
   * @default - not known
   */
  readonly endpoint?: CacheEndpoint;

  /**
   * Where clients read with less latency what may be a little older.
   *
   * @default - not known
   */
  readonly readerEndpoint?: CacheEndpoint;

  /**
   * Engine and major version.
   *
   * @default - not known
   */
  readonly engine?: ServerlessCacheEngine;

  /**
   * Over which address families clients come.
   *
   * @default - not known
   */
  readonly networkType?: NetworkType;

  /**
   * The user group whose users may connect.
   *
   * @default - none, or not known
   */
  readonly userGroup?: IUserGroupRef;
}
