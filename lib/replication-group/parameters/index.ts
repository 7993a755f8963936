export * from './cache-parameter-group';
export * from './cache-parameter-group-interface';
export * from './cache-parameter-group-props';
