/**
 * One of the alarms that `recommended()` makes.
 */
export enum RecommendedAlarm {
  /** A node's engine is busy: `EngineCPUUtilization`. */
  ENGINE_CPU = 'EngineCpu',
  /** A small host is busy: `CPUUtilization`. Only for nodes with 2 vCPUs or fewer. */
  HOST_CPU = 'HostCpu',
  /** A node is full: `DatabaseMemoryUsagePercentage`, with data tiering `DatabaseCapacityUsagePercentage`. */
  MEMORY = 'Memory',
  /** A host has no memory left: `FreeableMemory`. */
  FREEABLE_MEMORY = 'FreeableMemory',
  /** A node has many clients: `CurrConnections`. */
  CONNECTIONS = 'Connections',
  /** A replica is far behind: `ReplicationLag`. Only for groups with replicas. */
  REPLICATION_LAG = 'ReplicationLag',
  /** A node receives more than its type allows: `NetworkBandwidthInAllowanceExceeded`. */
  NETWORK_IN = 'NetworkIn',
  /** A node sends more than its type allows: `NetworkBandwidthOutAllowanceExceeded`. */
  NETWORK_OUT = 'NetworkOut',
  /** ElastiCache slows a node down: `TrafficManagementActive`. */
  TRAFFIC_MANAGEMENT = 'TrafficManagement',
  /** Clients fail to authenticate: `AuthenticationFailures`. */
  AUTHENTICATION_FAILURES = 'AuthenticationFailures',
}
