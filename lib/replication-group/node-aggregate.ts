/**
 * How the values of all nodes become one value of the group.
 */
export enum NodeAggregate {
  /** The highest of all nodes: the node that is worst off, for everything that must not get too high. */
  MAXIMUM = 'MAX',
  /** The lowest of all nodes: the node that is worst off, for everything that must not get too low. */
  MINIMUM = 'MIN',
  /** The average of all nodes. */
  AVERAGE = 'AVG',
  /** The nodes together, for everything that is counted. */
  SUM = 'SUM',
}
