import path from 'node:path';
import { CustomResource, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { l1Groups } from './l1-groups';
import { type Variant } from './variant';

const HANDLER = path.join(__dirname, '..', '..', 'build', 'lambda', 'gate');

/** The L1s by hand, and by hand too what it takes to ask something about each group before it is updated. */
export const guardedL1Groups: Variant = {
  name: 'guarded-l1',
  title: 'the same L1s and a custom resource each, by hand',
  write: (stack, groups) => {
    l1Groups.write(stack, groups);
    const { serviceToken } = newProvider(stack);
    for (let index = 0; index < groups; index += 1) {
      new CustomResource(stack, `Guard${index}`, {
        serviceToken,
        resourceType: 'Custom::Guard',
        properties: {
          GroupLogicalId: `Cache${index}`,
          Wanted: { NetworkType: 'dual_stack', Engine: 'valkey', Port: 6379, AtRestEncryptionEnabled: true, NumNodeGroups: 1 },
          OnlineResharding: 'true',
          UpdateReplacePolicy: 'Snapshot',
        },
      });
    }
  },
};

function newProvider(stack: Stack): Provider {
  const logGroup = new LogGroup(stack, 'Logs', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  role.addToPolicy(new PolicyStatement({ actions: ['cloudformation:DescribeStackResource'], resources: [stack.stackId] }));
  const handler = new Function(stack, 'Handler', {
    code: Code.fromAsset(HANDLER),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_LATEST,
    timeout: Duration.minutes(2),
    logGroup,
    role,
  });
  return new Provider(stack, 'Provider', { onEventHandler: handler, isCompleteHandler: handler, logGroup });
}
