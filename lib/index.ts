export * from './replication-group';
