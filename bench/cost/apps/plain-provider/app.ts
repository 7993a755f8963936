import { App } from 'aws-cdk-lib';
import { PlainProviderStack } from './plain-provider-stack';

new PlainProviderStack(new App(), 'PlainProviderStack', { env: { account: '123456789012', region: 'us-east-1' } });
