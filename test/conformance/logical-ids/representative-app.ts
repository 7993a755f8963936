import { App, Duration, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AddressFamily,
  AddressRange,
  Authentication,
  CacheEngine,
  CacheParameterGroup,
  CacheSubnetGroup,
  ClusterMode,
  ConditionGate,
  GateCredentials,
  IpDiscovery,
  LogDelivery,
  PropagationGate,
  ReachabilityGate,
  ReplacementGuard,
  ReplicationGroup,
  type ReplicationGroupProps,
  ServerlessCache,
  TransitEncryption,
  ValkeyVersion,
} from '../../../lib';

/** Ids of what stands in the stacks only so that the library has something to work with. */
export const SURROUNDINGS = ['Vpc', 'Topic', 'Role', 'Clients', 'Condition', 'Raw', 'Consumer'];

/** An app that uses every construct of the library, and whatever adds resources to a group. */
export function representativeApp(): App {
  const app = new App();
  groupWithEverything(new Stack(app, 'Everything'));
  groupsOfOtherKinds(new Stack(app, 'OtherKinds'));
  withoutGroupsOfTheLibrary(new Stack(app, 'Alone'));
  return app;
}

function vpcIn(stack: Stack): ReplicationGroupProps['vpc'] {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    vpcCidrBlock: '10.0.0.0/16',
    privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    privateSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
  });
}

/** Whatever a group with IAM can have. */
function groupWithEverything(stack: Stack): void {
  const vpc = vpcIn(stack);
  const clients = new SecurityGroup(stack, 'Clients', { vpc });
  const cache = new ReplicationGroup(stack, 'Cache', {
    vpc,
    parameters: { 'maxmemory-policy': 'allkeys-lru' },
    slowLog: LogDelivery.cloudWatchLogs(),
    engineLog: LogDelivery.cloudWatchLogs(),
    notificationTopic: new Topic(stack, 'Topic'),
  });
  cache.connections.allowDefaultPortFrom(clients);
  cache.allowFromRanges(AddressRange.of('10.20.0.0/16'), AddressRange.of('2001:db8:20::/48'));
  cache.grants.connect(new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }));
  cache.alarms.recommended();
  cache.dashboard();
  cache.autoScaleShards({ maxShards: 10 }).trackPrimaryEngineCpu();
  cache.autoScaleReplicas({ maxReplicasPerShard: 4 }).trackReplicaEngineCpu();
  cache.addReachabilityGate('Reachability', { clientSecurityGroups: [clients] });
  cache.propagation.protect(new Topic(stack, 'Consumer'));
}

function groupsOfOtherKinds(stack: Stack): void {
  const vpc = vpcIn(stack);
  const engine = CacheEngine.valkey(ValkeyVersion.V8_1);
  const parameterGroup = new CacheParameterGroup(stack, 'Parameters', { engine, clusterMode: ClusterMode.DISABLED });
  const subnetGroup = new CacheSubnetGroup(stack, 'Subnets', { vpc });
  new ReplicationGroup(stack, 'Single', { vpc, engine, parameterGroup, subnetGroup, clusterMode: ClusterMode.DISABLED });
  new ReplicationGroup(stack, 'Plain', { vpc, transitEncryption: TransitEncryption.DISABLED, ipDiscovery: IpDiscovery.IPV6 });
  const withToken = new ReplicationGroup(stack, 'WithToken', { vpc, authentication: Authentication.generatedAuthToken() });
  withToken.addAuthTokenRotation();
  new ServerlessCache(stack, 'Serverless', { vpc });
}

/** Gates and guards of what something else made. */
function withoutGroupsOfTheLibrary(stack: Stack): void {
  const vpc = vpcIn(stack);
  const theirs = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
    replicationGroupId: 'orders',
    transitEncryption: TransitEncryption.REQUIRED,
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Nodes', 'sg-0123456789abcdef0')],
  });
  new PropagationGate(stack, 'Propagation', { replicationGroup: theirs, vpc, targetFamily: AddressFamily.IPV6, credentials: GateCredentials.none() });
  new ReachabilityGate(stack, 'Reachability', { replicationGroup: theirs, vpc, targetFamily: AddressFamily.IPV6 });
  const condition = new LambdaFunction(stack, 'Condition', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('//'), timeout: Duration.seconds(10) });
  new ConditionGate(stack, 'Drained', { condition });
  ReplacementGuard.protect(new CfnReplicationGroup(stack, 'Raw', { replicationGroupDescription: 'theirs', engine: 'valkey', transitEncryptionEnabled: true }));
}
