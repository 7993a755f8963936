import { type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { type NodeAggregate } from './node-aggregate';

/**
 * How to look at a metric of all nodes of a replication group.
 */
export interface GroupMetricOptions extends MetricOptions {
  /**
   * How the values of all nodes become one value of the group. `statistic` says what becomes of the values of one node within
   * one `period`, this says what becomes of the nodes.
   *
   * @default - what fits the metric: the sum of what is counted, the highest of what must not get too high
   */
  readonly aggregate?: NodeAggregate;
}
