export * from './cache-subnet-group';
export * from './cache-subnet-group-interface';
export * from './cache-subnet-group-props';
