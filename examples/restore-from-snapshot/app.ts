import { App } from 'aws-cdk-lib';
import { RestoredStack } from './restored-stack';

const app = new App();
new RestoredStack(app, 'RestoredStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
