import { type ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type CacheEndpoint } from '../replication-group/cache-endpoint';
import { type NetworkType } from '../replication-group/network-type';
import { type ServerlessCacheEngine } from './serverless-cache-engine';

/**
 * What you know of a serverless cache that something else made.
 */
export interface ServerlessCacheAttributes {
  /**
   * Name of the serverless cache.
   */
  readonly serverlessCacheName: string;

  /**
   * ARN of the serverless cache.
   *
   * @default - composed of the name and the account and region of the stack
   */
  readonly serverlessCacheArn?: string;

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
   * Security groups of the endpoints. Without them `connections` can not let anybody in.
   *
   * @default - not known
   */
  readonly securityGroups?: ISecurityGroup[];

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
   * The user group whose users may connect: `UserGroupId`.
   *
   * @default - not known
   */
  readonly userGroup?: IUserGroupRef;
}
