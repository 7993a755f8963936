import { App } from 'aws-cdk-lib';
import { ServerlessCacheStack } from './serverless-cache-stack';

const app = new App();
new ServerlessCacheStack(app, 'ServerlessCacheStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
