import { App } from 'aws-cdk-lib';
import { WindowStack } from './window-stack';

const app = new App();
new WindowStack(app, 'WindowStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
