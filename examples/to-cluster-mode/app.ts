import { App } from 'aws-cdk-lib';
import { ToClusterModeStack } from './to-cluster-mode-stack';

const app = new App();
new ToClusterModeStack(app, 'ToClusterModeStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
