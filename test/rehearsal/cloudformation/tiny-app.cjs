// The CDK app that cdk-cli.test.ts deploys: two parameters and an output, no function, no asset but the template.
const { App, CfnOutput, Stack } = require('aws-cdk-lib');
const { StringParameter } = require('aws-cdk-lib/aws-ssm');

const app = new App();
const stack = new Stack(app, 'Tiny', { env: { account: '123456789012', region: 'us-east-1' } });
const first = new StringParameter(stack, 'First', { stringValue: String(app.node.tryGetContext('value') ?? 'one') });
const second = new StringParameter(stack, 'Second', { parameterName: '/tiny/second', stringValue: `after ${first.parameterName}` });
new CfnOutput(stack, 'Name', { value: second.parameterName });
if (app.node.tryGetContext('broken') === 'yes') new StringParameter(stack, 'Taken', { parameterName: '/taken', stringValue: 'mine' });
