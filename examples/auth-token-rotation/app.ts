import { App } from 'aws-cdk-lib';
import { RotationStack } from './rotation-stack';

const app = new App();
new RotationStack(app, 'RotationStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
