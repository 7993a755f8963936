export * from './cache-endpoint';
export * from './cluster-mode';
export * from './ip-discovery';
export * from './network-type';
export * from './replication-group-interface';
export * from './transit-encryption';
