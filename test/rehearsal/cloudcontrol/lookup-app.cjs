// The CDK app that lookup-cli.test.ts synthesizes: everything that may be built on a group that is looked up.
const { App, CfnOutput, Stack } = require('aws-cdk-lib');
const { Vpc } = require('aws-cdk-lib/aws-ec2');
const { AddressFamily, PropagationGate, ReplicationGroup } = require('cdk-elasticache-dual-stack');

const app = new App();
const stack = new Stack(app, 'Lookup', { env: { account: '123456789012', region: 'us-east-1' } });
const replicationGroup = ReplicationGroup.fromLookup(stack, 'Cache', {
  replicationGroupId: String(app.node.tryGetContext('group') ?? 'sessions'),
  shards: 2,
  replicasPerShard: 1,
});
const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], isolatedSubnetIds: ['subnet-1', 'subnet-2'] });
new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
replicationGroup.alarms.recommended();
new CfnOutput(stack, 'Endpoint', { value: replicationGroup.configurationEndpoint.socketAddress });
