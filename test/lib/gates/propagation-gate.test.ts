import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { AddressFamily, PropagationGate, type PropagationGateProps } from '../../../lib/gates';
import { IpDiscovery, ReplicationGroup, TransitEncryption } from '../../../lib/replication-group';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';
import { rawGroup } from './support/raw-group';
import { dependenciesOf, onlyResource, resourceCount, resourcesOf } from './support/resources';

const GATE = 'Custom::ElastiCachePropagationGate';

function gateOnRawGroup(stack: Stack, props: Partial<PropagationGateProps> = {}): PropagationGate {
  const vpc = dualStackVpc(stack);
  const replicationGroup = rawGroup(stack, vpc);
  return new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, ...props });
}

/** Resources of a stack with so many groups, and so many gates spread over them. */
function countWith(groups: number, gates: number): number {
  const stack = new Stack(new App(), 'Stack');
  const vpc = dualStackVpc(stack);
  const made = Array.from({ length: groups }, (_, index) => rawGroup(stack, vpc, {}, `Group${index}`));
  Array.from({ length: gates }).forEach((_, index) => {
    const replicationGroup = made[index % groups];
    if (replicationGroup !== undefined) {
      new PropagationGate(stack, `Gate${index}`, { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
    }
  });
  return resourceCount(stack);
}

describeConstruct('PropagationGate: the custom resource', (fixture) => {
  test('carries what the handler needs, and nothing else', () => {
    gateOnRawGroup(fixture.stack);
    const template = fixture.template();
    const probe = Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).find(([, { Properties }]) => 'VpcConfig' in Properties);
    expect(onlyResource(template, GATE).Properties).toEqual({
      ServiceToken: { 'Fn::GetAtt': [expect.stringContaining('frameworkonEvent'), 'Arn'] },
      ServiceTimeout: '2100',
      ReplicationGroupId: { Ref: 'Group' },
      TargetFamily: 'ipv6',
      ProbeFunctionArn: { 'Fn::GetAtt': [probe?.[0], 'Arn'] },
      TimeoutSeconds: '1800',
      PollIntervalMillis: '100',
      ChangeToken: expect.anything() as unknown,
    });
  });

  test.each([
    ['shortest', Duration.seconds(10), '10', '310'],
    ['longest', Duration.minutes(55), '3300', '3600'],
  ])('the %s timeout leaves CloudFormation five minutes more', (_, timeout, own, service) => {
    gateOnRawGroup(fixture.stack, { timeout });
    const { Properties } = onlyResource(fixture.template(), GATE);
    expect(Properties).toMatchObject({ TimeoutSeconds: own, ServiceTimeout: service });
  });

  test('works in the other direction', () => {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = rawGroup(fixture.stack, vpc, { ipDiscovery: 'ipv4' });
    new PropagationGate(fixture.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV4 });
    expect(onlyResource(fixture.template(), GATE).Properties).toMatchObject({ TargetFamily: 'ipv4' });
  });

  test('depends on its rights and on both security-group rules', () => {
    gateOnRawGroup(fixture.stack);
    const template = fixture.template();
    const policies = Object.keys(resourcesOf(template, 'AWS::IAM::Policy')).filter((id) => /Access|InvokePolicy/.test(id));
    const rules = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'].map((type) => onlyResource(template, type).id);
    expect([...dependenciesOf(onlyResource(template, GATE))].sort()).toEqual([...policies, ...rules].sort());
    expect(policies).toHaveLength(2);
  });

  test('the timeout of the framework never comes first', () => {
    gateOnRawGroup(fixture.stack);
    fixture.template().hasResourceProperties('AWS::StepFunctions::StateMachine', {
      DefinitionString: {
        'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('"IntervalSeconds":1,"MaxAttempts":3600,"BackoffRate":1')])],
      },
    });
  });
});

describeConstruct('PropagationGate: resources', (fixture) => {
  test('the first gate adds 19, each further one on the same group adds 1', () => {
    const counts = [0, 1, 2, 3].map((gates) => countWith(1, gates));
    expect(counts.slice(1).map((count, index) => count - (counts[index] ?? 0))).toEqual([19, 1, 1]);
  });

  test('a gate on another group in the same subnets adds itself, its rights and two rules', () => {
    expect(countWith(2, 2) - countWith(2, 1)).toBe(4);
  });

  test('a group behind the gate of another group can be deployed', () => {
    const vpc = dualStackVpc(fixture.stack);
    const first = rawGroup(fixture.stack, vpc, {}, 'First');
    const holder = new Construct(fixture.stack, 'Later');
    const second = rawGroup(holder, vpc, {}, 'Second');
    const gate = new PropagationGate(fixture.stack, 'Gate1', { replicationGroup: first, vpc, targetFamily: AddressFamily.IPV6 });
    new PropagationGate(fixture.stack, 'Gate2', { replicationGroup: second, vpc, targetFamily: AddressFamily.IPV6 });
    gate.protect(holder);
    // Template.fromStack refuses cyclic dependencies
    fixture.template().resourceCountIs(GATE, 2);
  });
});

describeConstruct('PropagationGate: protect', (fixture) => {
  test('what is protected depends on the gate, and the attributes carry the dependency by themselves', () => {
    const gate = gateOnRawGroup(fixture.stack);
    gate.protect(new StringParameter(fixture.stack, 'Protected', { stringValue: 'text' }));
    new StringParameter(fixture.stack, 'Endpoint', { stringValue: gate.configurationEndpoint.socketAddress });
    const texts = [gate.replicationGroupId, gate.nodesTotal, gate.secondsWaited, gate.outcome];
    new StringParameter(fixture.stack, 'Texts', { stringValue: texts.join(' ') });
    const template = fixture.template();
    const { id } = onlyResource(template, GATE);
    template.hasResource('AWS::SSM::Parameter', { DependsOn: [id], Properties: { Value: 'text' } });
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Value: {
        'Fn::Join': ['', [
          { 'Fn::GetAtt': [id, 'ConfigurationEndpointAddress'] }, ':', { 'Fn::GetAtt': [id, 'ConfigurationEndpointPort'] },
        ]],
      },
    });
    const attributes = ['ReplicationGroupId', 'NodesTotal', 'SecondsWaited', 'Outcome'];
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Value: { 'Fn::Join': ['', attributes.flatMap((name, index) => [...(index > 0 ? [' '] : []), { 'Fn::GetAtt': [id, name] }])] },
    });
  });

  test('fails for what the gate itself needs', () => {
    const gate = gateOnRawGroup(fixture.stack);
    expect(() => {
      gate.protect(fixture.stack);
    }).toThrow(/\[GateProtectsItsOwnGroup\] .*got "Stack"/);
    expect(() => {
      gate.protect(fixture.stack.node.findChild('Group'));
    }).toThrow(/got "Stack\/Group"/);
  });
});

describeConstruct('PropagationGate: groups', (fixture) => {
  test('stands on a ReplicationGroup and uses its security group and port', () => {
    const vpc = dualStackVpc(fixture.stack);
    const cache = new ReplicationGroup(fixture.stack, 'Cache', {
      vpc,
      port: 6390,
      ipDiscovery: IpDiscovery.IPV6,
      transitEncryption: TransitEncryption.DISABLED,
      propagationGate: false,
    });
    cache.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { 'AwsSolutions-AEC3': 'IP discovery needs plain connections' });
    const gate = new PropagationGate(fixture.stack, 'Gate', { replicationGroup: cache, vpc, targetFamily: AddressFamily.IPV6 });
    expect(gate.targetFamily).toBe(AddressFamily.IPV6);
    const nodes = fixture.stack.resolve(cache.connections.securityGroups[0]?.securityGroupId) as object;
    const way = { IpProtocol: 'tcp', FromPort: 6390, ToPort: 6390 };
    const template = fixture.template();
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: nodes, ...way });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { DestinationSecurityGroupId: nodes, ...way });
  });

  test('stands on an imported group and uses what it is told', () => {
    const vpc = dualStackVpc(fixture.stack);
    const imported = ReplicationGroup.fromReplicationGroupId(fixture.stack, 'Cache', 'orders');
    new PropagationGate(fixture.stack, 'Gate', {
      replicationGroup: imported,
      vpc,
      targetFamily: AddressFamily.IPV6,
      securityGroups: [SecurityGroup.fromSecurityGroupId(fixture.stack, 'Nodes', 'sg-0123456789abcdef0')],
      port: 7000,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
    });
    const template = fixture.template();
    expect(onlyResource(template, GATE).Properties).toMatchObject({ ReplicationGroupId: 'orders', ChangeToken: '{}' });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: 'sg-0123456789abcdef0',
      IpProtocol: 'tcp',
      FromPort: 7000,
      ToPort: 7000,
    });
  });

  test('makes no rule in a security group that must not be changed, and one in its own', () => {
    const vpc = dualStackVpc(fixture.stack);
    const nodes = SecurityGroup.fromSecurityGroupId(fixture.stack, 'Nodes', 'sg-0123456789abcdef0', { mutable: false });
    const replicationGroup = ReplicationGroup.fromReplicationGroupId(fixture.stack, 'Cache', 'orders');
    new PropagationGate(fixture.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, securityGroups: [nodes] });
    const template = fixture.template();
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { FromPort: 6379, ToPort: 6379 });
  });

  test('works on a group in another stack, whose template gets nothing from the gate', () => {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = rawGroup(fixture.stack, vpc);
    const gates = new Stack(fixture.app, 'Gates');
    new PropagationGate(gates, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
    expect(resourceCount(gates)).toBe(19);
    expect(resourceCount(fixture.stack)).toBe(countWith(1, 0));
  });
});
