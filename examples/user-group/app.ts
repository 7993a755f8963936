import { App } from 'aws-cdk-lib';
import { UserGroupStack } from './user-group-stack';

const app = new App();
new UserGroupStack(app, 'UserGroupStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
