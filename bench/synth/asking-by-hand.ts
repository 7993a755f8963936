import path from 'node:path';
import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { SecurityGroup, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';

const BUNDLES = path.join(__dirname, '..', '..', 'build', 'lambda');

/** What it takes to ask AWS about a group, written by hand. */
export function newProvider(stack: Stack): Provider {
  const logGroup = new LogGroup(stack, 'Logs', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  role.addToPolicy(new PolicyStatement({ actions: ['cloudformation:DescribeStackResource'], resources: [stack.stackId] }));
  const handler = new Function(stack, 'Handler', {
    code: Code.fromAsset(path.join(BUNDLES, 'gate')),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_LATEST,
    timeout: Duration.minutes(2),
    logGroup,
    role,
  });
  return new Provider(stack, 'Provider', { onEventHandler: handler, isCompleteHandler: handler, logGroup });
}

/** What it takes to ask the nodes, written by hand. */
export interface Probe {
  readonly role: Role;
  readonly securityGroup: SecurityGroup;
}

export function newProbe(stack: Stack, vpc: Vpc): Probe {
  const securityGroup = new SecurityGroup(stack, 'ProbeNetwork', { vpc, description: 'Asks nodes', allowAllOutbound: false });
  const role = new Role(stack, 'ProbeRole', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaVPCAccessExecutionRole')],
  });
  new Function(stack, 'Probe', {
    code: Code.fromAsset(path.join(BUNDLES, 'probe')),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_LATEST,
    timeout: Duration.minutes(1),
    vpc,
    securityGroups: [securityGroup],
    role,
  });
  return { role, securityGroup };
}
