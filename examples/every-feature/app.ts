import { App } from 'aws-cdk-lib';
import { EveryFeatureStack } from './every-feature-stack';

const app = new App();
new EveryFeatureStack(app, 'EveryFeatureStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
