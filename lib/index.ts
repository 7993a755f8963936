export * from './gates';
export * from './monitoring';
export * from './network';
export * from './replication-group';
export * from './serverless-cache';
