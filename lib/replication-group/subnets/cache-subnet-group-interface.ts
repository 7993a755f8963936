import { type IResource } from 'aws-cdk-lib';
import { type ISubnetGroupRef } from 'aws-cdk-lib/aws-elasticache';

/**
 * A cache subnet group: the subnets that nodes are in, for any number of replication groups.
 */
export interface ICacheSubnetGroup extends IResource, ISubnetGroupRef {
  /**
   * Name of the subnet group.
   *
   * @attribute
   */
  readonly cacheSubnetGroupName: string;
}
