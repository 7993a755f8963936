import { App } from 'aws-cdk-lib';
import { OperationsStack } from './operations-stack';

const app = new App();
new OperationsStack(app, 'OperationsStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
