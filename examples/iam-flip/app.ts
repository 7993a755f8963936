import { App } from 'aws-cdk-lib';
import { IamFlipStack } from './iam-flip-stack';

const app = new App();
new IamFlipStack(app, 'IamFlipStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
