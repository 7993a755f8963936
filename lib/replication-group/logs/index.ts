export * from './cloud-watch-logs-options';
export * from './firehose-options';
export * from './log-delivery';
export * from './log-format';
