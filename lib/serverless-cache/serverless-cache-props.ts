import { type Duration, type RemovalPolicy, type Size } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { type Authentication } from '../replication-group/authentication';
import { type NetworkType } from '../replication-group/network-type';
import { type DailyTime } from './daily-time';
import { type ServerlessCacheEngine } from './serverless-cache-engine';

/**
 * Properties of a `ServerlessCache`.
 *
 * Where a property has another name in `AWS::ElastiCache::ServerlessCache`, its documentation says so. "Replaces" means that
 * CloudFormation would make a new, empty cache when the property changes; because a serverless cache always has a name of its
 * own, CloudFormation refuses that unless the name changes too.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-serverlesscache.html
 */
export interface ServerlessCacheProps {
  /**
   * The VPC that the endpoints of the cache are in.
   */
  readonly vpc: IVpc;

  /**
   * Which subnets of the VPC the endpoints are in: `SubnetIds`. A change replaces the cache.
   *
   * Each in another availability zone: it is a VPC endpoint, which has one network interface a zone.
   *
   * @default - of the private subnets that fit `networkType` one in each zone: those with egress, or if there are none, the
   *   isolated ones
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Engine and major version: `Engine`, `MajorEngineVersion`. A newer version is an upgrade in place.
   *
   * @default ServerlessCacheEngine.VALKEY_8
   */
  readonly engine?: ServerlessCacheEngine;

  /**
   * Over which address families clients come: `NetworkType`. A change replaces the cache.
   *
   * `DUAL_STACK` needs subnets with both families, `IPV6` needs subnets that are IPv6-only. Which family a client of a
   * dual-stack cache uses is decided by its own look-up of the endpoint's name.
   *
   * @default NetworkType.DUAL_STACK
   */
  readonly networkType?: NetworkType;

  /**
   * How clients prove who they are: `UserGroupId`. There are no AUTH tokens for serverless caches. Changes in place.
   *
   * @default Authentication.iam()
   */
  readonly authentication?: Authentication;

  /**
   * Security groups of the endpoints: `SecurityGroupIds`. Clients are let in with `connections`.
   *
   * @default - one of its own, that lets nobody in and nothing out
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * The KMS key for data at rest: `KmsKeyId`. A change replaces the cache.
   *
   * @default - a key of ElastiCache; the data is always encrypted
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * Least data that the cache is kept ready for, and that is paid: whole GB from 1 to 5000: `CacheUsageLimits`.
   *
   * @default - what the data needs
   */
  readonly minDataStorage?: Size;

  /**
   * Most data that the cache holds before it evicts: whole GB from 1 to 5000: `CacheUsageLimits`.
   *
   * @default - no limit but that of ElastiCache
   */
  readonly maxDataStorage?: Size;

  /**
   * ElastiCache processing units a second that the cache is kept ready for, and that are paid: 1,000 to 15,000,000:
   * `CacheUsageLimits`.
   *
   * @default - what the requests need
   */
  readonly minEcpuPerSecond?: number;

  /**
   * ElastiCache processing units a second above which requests are throttled: 1,000 to 15,000,000: `CacheUsageLimits`.
   *
   * @default - no limit but that of ElastiCache
   */
  readonly maxEcpuPerSecond?: number;

  /**
   * How long automatic snapshots are kept: whole days, 0 to 35, where 0 takes none: `SnapshotRetentionLimit`. Changes in place.
   *
   * @default Duration.days(7)
   */
  readonly snapshotRetention?: Duration;

  /**
   * When ElastiCache takes the daily snapshot: `DailySnapshotTime`. Changes in place.
   *
   * @default - ElastiCache chooses
   */
  readonly snapshotTime?: DailyTime;

  /**
   * ARNs of the snapshots that the cache begins with: `SnapshotArnsToRestore`.
   *
   * Stays for ever: to change it, to add it to a cache that exists, or to take it away replaces the cache.
   *
   * @default - none: the cache begins empty
   */
  readonly snapshotArnsToRestore?: string[];

  /**
   * What becomes of the data when the cache is removed from the stack. `SNAPSHOT` deletes the cache and leaves a last snapshot
   * (`FinalSnapshotName`).
   *
   * With `RETAIN`, the security group and the users stay too: the cache uses them.
   *
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Name of the last snapshot, with `RemovalPolicy.SNAPSHOT`. If there is a snapshot of this name already, ElastiCache does not
   * delete the cache. Changes in place.
   *
   * @default - the name of the cache and `-final`
   */
  readonly finalSnapshotName?: string;

  /**
   * Name of the cache, 1 to 40 letters, digits and hyphens: `ServerlessCacheName`. ElastiCache stores it in lower case. A change
   * replaces the cache.
   *
   * @default - made of the construct id and a hash
   */
  readonly serverlessCacheName?: string;

  /**
   * What the cache is for, in words: `Description`. Changes in place.
   *
   * @default - the construct path
   */
  readonly description?: string;

  /**
   * Whether a deployment that would replace the live cache by an empty one, or fail on the way there, is refused before it begins.
   *
   * The guard needs no VPC. It adds 13 resources to the stack: 2 beside a gate or the guard of a replication group, 1 beside that
   * of another serverless cache.
   *
   * @default true
   */
  readonly replacementGuard?: boolean;

  /**
   * Lets one replacement pass, with the loss of what the cache holds: its name, and why its data may go, for example
   * `'cache-1a2b3c4d: moved to the cache Orders on 2026-11-20'`. Give the new cache another `serverlessCacheName`: two caches can
   * not have the same.
   *
   * @default - no replacement passes
   */
  readonly allowReplacement?: string;
}
