export * from './replica-scaling';
export * from './shard-scaling';
export * from './target-tracking-options';
