import { App } from 'aws-cdk-lib';
import { ImportedGroupStack } from './imported-group-stack';
import { RawGroupStack } from './raw-group-stack';

const app = new App();
const env = {
  account: process.env['CDK_DEFAULT_ACCOUNT'] ?? '123456789012',
  region: process.env['CDK_DEFAULT_REGION'] ?? 'us-east-1',
};
new RawGroupStack(app, 'RawGroupStack', { env });
new ImportedGroupStack(app, 'ImportedGroupStack', { env });
