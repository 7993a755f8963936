// The CDK app of import.test.ts. Stack "Legacy": groups as another tool might have made them. Stack "Adopted-<group>": the same
// group, taken over by this library. What the owner of a live group looks up in the console comes as context.
const { App, RemovalPolicy, Stack } = require('aws-cdk-lib');
const { SecurityGroup, Vpc } = require('aws-cdk-lib/aws-ec2');
const { CfnReplicationGroup } = require('aws-cdk-lib/aws-elasticache');
const { CacheEngine, CacheNodeType, CacheParameterGroup, CacheSubnetGroup, NetworkType, ReplicationGroup, TransitEncryption, ValkeyVersion } = require('cdk-elasticache-dual-stack');

const env = { account: '123456789012', region: 'us-east-1' };
const SUBNETS = 'legacy-subnets';
const PARAMETERS = 'default.valkey8.cluster.on';
const NODES = 'sg-0a1b2c3d4e5f60718';
const GROUPS = ['sessions', 'orders', 'mistaken'];

const app = new App();
const context = (name) => app.node.tryGetContext(name);

if (context('app') === 'legacy') {
  const stack = new Stack(app, 'Legacy', { env });
  GROUPS.forEach((replicationGroupId) => {
    new CfnReplicationGroup(stack, replicationGroupId, {
      replicationGroupId,
      replicationGroupDescription: 'made long ago',
      engine: 'valkey',
      engineVersion: '8.1',
      cacheNodeType: 'cache.t4g.small',
      networkType: 'dual_stack',
      ipDiscovery: 'ipv4',
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: false,
      cacheSubnetGroupName: SUBNETS,
      cacheParameterGroupName: PARAMETERS,
      securityGroupIds: [NODES],
    }).applyRemovalPolicy(RemovalPolicy.RETAIN);
  });
} else {
  const replicationGroupId = context('app');
  const stack = new Stack(app, `Adopted-${replicationGroupId}`, { env });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0a1b2c3d4e5f60718',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    isolatedSubnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'],
  });
  const cache = new ReplicationGroup(stack, 'Cache', {
    vpc,
    replicationGroupId,
    description: 'made long ago',
    engine: CacheEngine.valkey(ValkeyVersion.V8_1),
    nodeType: CacheNodeType.T4G_SMALL,
    networkType: context('networkType') ?? NetworkType.DUAL_STACK,
    transitEncryption: TransitEncryption.DISABLED,
    port: Number(context('port')),
    subnetGroup: CacheSubnetGroup.fromCacheSubnetGroupName(stack, 'Subnets', SUBNETS),
    parameterGroup: CacheParameterGroup.fromCacheParameterGroupName(stack, 'Parameters', PARAMETERS),
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Nodes', NODES)],
    removalPolicy: context('retain') === 'true' ? RemovalPolicy.RETAIN : RemovalPolicy.SNAPSHOT,
  });
  cache.alarms.memory();
}
