import { App } from 'aws-cdk-lib';
import { MonitoringStack } from './monitoring-stack';

const app = new App();
new MonitoringStack(app, 'MonitoringStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
