import { App } from 'aws-cdk-lib';
import { SingleShardStack } from './single-shard-stack';

const app = new App();
new SingleShardStack(app, 'SingleShardStack', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
    region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
  },
});
