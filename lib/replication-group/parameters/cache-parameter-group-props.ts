import { type RemovalPolicy } from 'aws-cdk-lib';
import { type CacheEngine } from '../cache-engine';
import { type ClusterMode } from '../cluster-mode';

/**
 * Properties of a `CacheParameterGroup`.
 */
export interface CacheParameterGroupProps {
  /**
   * The engine and version that the parameters are for: their family, `CacheParameterGroupFamily`. A change of the family
   * makes a new parameter group, before the old one is deleted.
   */
  readonly engine: CacheEngine;

  /**
   * Whether the replication groups have cluster mode, which a parameter decides: `cluster-enabled`. A change makes a new
   * parameter group if it leads to or from `DISABLED`: it can not be changed in one that is in use.
   *
   * @default ClusterMode.ENABLED
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Parameters by name, as ElastiCache spells them, for example `{ 'maxmemory-policy': 'allkeys-lru' }`. Change in place; some
   * need a reboot of the nodes.
   *
   * @default - those of AWS
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html#ParameterGroups.Redis
   */
  readonly parameters?: Record<string, string>;

  /**
   * What the parameters are for, in words: `Description`. A change makes a new parameter group.
   *
   * @default - the construct path
   */
  readonly description?: string;

  /**
   * What becomes of the parameter group when it is removed from the stack.
   *
   * @default - it is deleted, which ElastiCache refuses as long as a replication group uses it
   */
  readonly removalPolicy?: RemovalPolicy;
}
