import { type IResource } from 'aws-cdk-lib';
import { type IParameterGroupRef } from 'aws-cdk-lib/aws-elasticache';

/**
 * A cache parameter group: the settings of an engine, for any number of replication groups.
 */
export interface ICacheParameterGroup extends IResource, IParameterGroupRef {
  /**
   * Name of the parameter group.
   *
   * @attribute
   */
  readonly cacheParameterGroupName: string;
}
