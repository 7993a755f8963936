export * from './recommended-alarm';
export * from './recommended-alarm-options';
export * from './recommended-alarms-options';
export * from './replication-group-alarm';
export * from './replication-group-alarm-options';
export * from './replication-group-alarms';
export * from './replication-group-dashboard';
export * from './replication-group-widgets';
