import { App } from 'aws-cdk-lib';
import { CacheStack } from './cache-stack';

const app = new App();
new CacheStack(app, 'CacheStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
