import { App } from 'aws-cdk-lib';
import { GuardedCacheStack } from './guarded-cache-stack';
import { GuardedRawGroupStack } from './guarded-raw-group-stack';

const app = new App();
const env = {
  account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
  region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
};
new GuardedCacheStack(app, 'GuardedCacheStack', { env });
new GuardedRawGroupStack(app, 'GuardedRawGroupStack', { env });
