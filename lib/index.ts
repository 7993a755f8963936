export * from './gates';
export * from './monitoring';
export * from './replication-group';
