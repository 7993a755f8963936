export * from './gates';
export * from './replication-group';
