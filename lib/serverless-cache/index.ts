export * from './daily-time';
export * from './serverless-cache';
export * from './serverless-cache-attributes';
export * from './serverless-cache-engine';
export * from './serverless-cache-grants';
export * from './serverless-cache-interface';
export * from './serverless-cache-metrics';
export * from './serverless-cache-props';
