import { App, Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Peer, Port, SecurityGroup, type SecurityGroupProps, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NetworkType, ReplicationGroup } from '../../../../lib';
import { describeConstruct } from '../../../support/describe-construct';
import { dualStackVpc } from '../../../support/subnets';

const EGRESS = 'AWS::EC2::SecurityGroupEgress';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';

/** The families over which the clients of the template may send to anybody. */
function hasEgressToGroup(template: Template): boolean {
  return Object.keys(template.findResources(EGRESS, { Properties: { DestinationSecurityGroupId: Match.anyValue() } })).length > 0;
}

describeConstruct('Connections of a dual-stack group', (test) => {
  let vpc: Vpc;
  let cache: ReplicationGroup;
  beforeEach(() => {
    vpc = dualStackVpc(test.stack);
    // its gate would be one more client
    cache = new ReplicationGroup(test.stack, 'Cache', { vpc, propagationGate: false });
  });
  const client = (props: Partial<SecurityGroupProps> = {}): SecurityGroup => new SecurityGroup(test.stack, 'Client', { vpc, ...props });
  const idOf = (securityGroup?: { securityGroupId: string }): unknown => test.stack.resolve(securityGroup?.securityGroupId);
  const nodes = (): { securityGroupId: string } | undefined => cache.connections.securityGroups[0];

  it('let a security group in with one rule that names no address, so that it holds for both families', () => {
    const from = client();
    cache.connections.allowDefaultPortFrom(from);

    const template = test.template();
    template.resourceCountIs(INGRESS, 1);
    template.hasResourceProperties(INGRESS, {
      GroupId: idOf(nodes()),
      SourceSecurityGroupId: idOf(from),
      IpProtocol: 'tcp',
      FromPort: 6379,
      ToPort: 6379,
      CidrIp: Match.absent(),
      CidrIpv6: Match.absent(),
    });
  });

  it('let a client out over IPv6 too, whose security group allows everything over IPv4 only', () => {
    const from = client();
    cache.connections.allowDefaultPortFrom(from);

    const template = test.template();
    template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupEgress: [Match.objectLike({ CidrIp: '0.0.0.0/0' })] });
    template.resourceCountIs(EGRESS, 1);
    template.hasResourceProperties(EGRESS, {
      GroupId: idOf(from),
      DestinationSecurityGroupId: idOf(nodes()),
      IpProtocol: 'tcp',
      FromPort: 6379,
      ToPort: 6379,
      CidrIp: Match.absent(),
      CidrIpv6: Match.absent(),
    });
  });

  it.each<[string, (from: SecurityGroup) => void]>([
    ['client.connections.allowToDefaultPort(cache)', (from) => { from.connections.allowToDefaultPort(cache); }],
    ['client.connections.allowTo(cache)', (from) => { from.connections.allowTo(cache, Port.tcp(6379)); }],
    ['cache.connections.allowFrom(client)', (from) => { cache.connections.allowFrom(from, Port.tcp(6379)); }],
    ['both ways, twice', (from) => { cache.connections.allowDefaultPortFrom(from); from.connections.allowToDefaultPort(cache); }],
  ])('do so whoever is asked: %s', (_, connect) => {
    connect(client());

    const template = test.template();
    template.resourceCountIs(INGRESS, 1);
    template.resourceCountIs(EGRESS, 1);
  });

  it('do so for functions, whose security group the CDK makes', () => {
    const handler = new LambdaFunction(test.stack, 'Function', {
      vpc,
      vpcSubnets: { subnets: vpc.isolatedSubnets },
      ipv6AllowedForDualStack: true,
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {}'),
    });
    cache.connections.allowDefaultPortFrom(handler);

    expect(hasEgressToGroup(test.template({ id: /^AwsSolutions-(IAM4|L1)/, reason: 'a function of the test' }))).toBe(true);
  });

  it('leave a client alone that says itself what it may send', () => {
    cache.connections.allowDefaultPortFrom(client({ allowAllOutbound: false }));

    const template = test.template();
    // of the CDK: from group to group, for both families
    template.resourceCountIs(EGRESS, 1);
  });

  it('leave a client alone that may send everything over IPv6', () => {
    cache.connections.allowDefaultPortFrom(client({ allowAllIpv6Outbound: true }));

    expect(hasEgressToGroup(test.template())).toBe(false);
  });

  it('leave imported clients alone, of which nobody knows what they may send', () => {
    cache.connections.allowDefaultPortFrom(SecurityGroup.fromSecurityGroupId(test.stack, 'Client', 'sg-12345678'));

    const template = test.template();
    template.resourceCountIs(INGRESS, 1);
    template.resourceCountIs(EGRESS, 0);
  });

  it('let in over IPv4 and nothing else who names IPv4 addresses', () => {
    cache.connections.allowDefaultPortFrom(Peer.ipv4('10.0.0.0/16'));

    test.template().hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.0.0.0/16', CidrIpv6: Match.absent() })],
    });
  });
});

describeConstruct('Connections of an IPv4 group', (test) => {
  it('add nothing to what the CDK does', () => {
    const vpc = dualStackVpc(test.stack);
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, networkType: NetworkType.IPV4, propagationGate: false });
    cache.connections.allowDefaultPortFrom(new SecurityGroup(test.stack, 'Client', { vpc }));

    expect(hasEgressToGroup(test.template())).toBe(false);
  });
});

describe('Connections across stacks', () => {
  it.each(['the cache asks', 'the client asks'])('make no cycle: %s', (who) => {
    const app = new App();
    const network = new Stack(app, 'Network');
    const vpc = dualStackVpc(network);
    const cache = new ReplicationGroup(new Stack(app, 'Caches'), 'Cache', { vpc, propagationGate: false });
    const client = new SecurityGroup(new Stack(app, 'Clients'), 'Client', { vpc });

    if (who === 'the cache asks') {
      cache.connections.allowDefaultPortFrom(client);
    } else {
      client.connections.allowToDefaultPort(cache);
    }

    const assembly = app.synth();
    const countIn = (stackName: string, type: string): number =>
      Object.values((assembly.getStackByName(stackName).template as { Resources: Record<string, { Type: string }> }).Resources).filter(({ Type }) => Type === type).length;
    const rules = ['Caches', 'Clients'].map((name) => [countIn(name, INGRESS), countIn(name, EGRESS)]);
    expect(rules).toEqual(who === 'the cache asks' ? [[1, 1], [0, 0]] : [[0, 0], [1, 1]]);
  });
});
