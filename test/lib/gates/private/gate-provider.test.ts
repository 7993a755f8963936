import { App, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Subnet, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AddressFamily, PropagationGate } from '../../../../lib/gates';
import { GateProvider } from '../../../../lib/gates/private/gate-provider';
import { HANDLER_RUNTIME } from '../../../../lib/gates/private/handler-function';
import { describeConstruct } from '../../../support/describe-construct';
import { dualStackVpc } from '../../../support/subnets';
import { rawGroup } from '../support/raw-group';
import { onlyResource, resourcesOf } from '../support/resources';

function addGate(stack: Stack, id = 'Gate'): PropagationGate {
  const vpc = dualStackVpc(stack, `${id}Vpc`);
  return new PropagationGate(stack, id, {
    replicationGroup: rawGroup(stack, vpc, {}, `${id}Group`),
    vpc,
    targetFamily: AddressFamily.IPV6,
  });
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** Every statement of every policy, inline ones included, as "role or policy: actions". */
function statementsOf(template: Template): readonly { readonly owner: string; readonly statement: Statement }[] {
  const documents = [
    ...Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).map(([owner, { Properties }]) => ({ owner, policies: [Properties] })),
    ...Object.entries(resourcesOf(template, 'AWS::IAM::Role')).map(([owner, { Properties }]) => ({
      owner,
      policies: (Properties['Policies'] ?? []) as Record<string, unknown>[],
    })),
  ];
  return documents.flatMap(({ owner, policies }) =>
    policies.flatMap(({ PolicyDocument }) =>
      (PolicyDocument as { Statement: Statement[] }).Statement.map((statement) => ({ owner, statement })),
    ),
  );
}

describe('GateProvider: one for each stack', () => {
  test('the same for all constructs of a stack', () => {
    const stack = new Stack(new App(), 'Stack');
    expect(GateProvider.of(stack)).toBe(GateProvider.of(addGate(stack)));
  });

  test('two apps in one process do not share', () => {
    const stacks = [new App(), new App()].map((app) => new Stack(app, 'Stack'));
    const providers = stacks.map((stack) => GateProvider.of(addGate(stack)));
    expect(providers.map((provider) => Stack.of(provider))).toEqual(stacks);
    stacks.forEach((stack) => {
      Template.fromStack(stack).resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    });
  });

  test('two stages with equally named stacks do not share', () => {
    const app = new App();
    const stacks = ['Blue', 'Green'].map((id) => new Stack(new Stage(app, id), 'Stack'));
    const providers = stacks.map((stack) => GateProvider.of(addGate(stack)));
    expect(providers.map((provider) => Stack.of(provider))).toEqual(stacks);
    // nor does the name of the stage change what exists: a rename would replace it
    const [blue, green] = stacks.map((stack) => Object.keys(resourcesOf(Template.fromStack(stack), 'AWS::Lambda::Function')));
    expect(blue).toEqual(green);
  });
});

describeConstruct('GateProvider: probes', (fixture) => {
  test('one for the same subnets in any order, another for others', () => {
    const provider = GateProvider.of(fixture.stack);
    const vpc = dualStackVpc(fixture.stack);
    const subnets = vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED }).subnets;
    const probe = provider.probeIn({ vpc, subnets });
    expect(provider.probeIn({ vpc, subnets: [...subnets].reverse() })).toBe(probe);
    expect(provider.probeIn({ vpc, subnets: subnets.slice(0, 1) })).not.toBe(probe);
  });

  test('one for the same imported subnets, however often they are imported', () => {
    const provider = GateProvider.of(fixture.stack);
    const vpc = dualStackVpc(fixture.stack);
    const probes = ['One', 'Two'].map((id) =>
      provider.probeIn({ vpc, subnets: [Subnet.fromSubnetId(fixture.stack, id, 'subnet-0123456789abcdef0')] }),
    );
    expect(probes[0]).toBe(probes[1]);
  });

  test('equal logical ids in different stacks are different subnets', () => {
    const stacks = ['One', 'Two'].map((id) => new Stack(fixture.app, id));
    const [one, two] = stacks.map((stack) => dualStackVpc(stack));
    const provider = GateProvider.of(fixture.stack);
    expect(one && two && provider.probeIn({ vpc: one, subnets: one.isolatedSubnets }) !== provider.probeIn({ vpc: two, subnets: two.isolatedSubnets })).toBe(true);
  });

  test('the probe sits in the VPC with IPv6 and reaches the cache only', () => {
    addGate(fixture.stack);
    const template = fixture.template();
    const probe = Object.values(resourcesOf(template, 'AWS::Lambda::Function')).find(({ Properties }) => 'VpcConfig' in Properties);
    expect(probe?.Properties).toMatchObject({
      Timeout: 90,
      MemorySize: 256,
      Architectures: ['arm64'],
      VpcConfig: { Ipv6AllowedForDualStack: true },
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: Match.stringLikeRegexp('^Probe'),
      // written down, because a group without rules of its own would start with those of AWS, open to everywhere
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '127.0.0.1/32' })],
      SecurityGroupIngress: Match.absent(),
    });
    const ways = [onlyResource(template, 'AWS::EC2::SecurityGroupEgress'), onlyResource(template, 'AWS::EC2::SecurityGroupIngress')];
    ways.forEach(({ Properties }) => {
      expect(Properties).toMatchObject({ IpProtocol: 'tcp', FromPort: 6380, ToPort: 6380 });
      expect(Object.keys(Properties).filter((name) => name.startsWith('Cidr'))).toEqual([]);
    });
  });
});

describeConstruct('GateProvider: functions', (fixture) => {
  test('the runtime is one constant, and not deprecated', () => {
    addGate(fixture.stack);
    expect(HANDLER_RUNTIME).toBe(Runtime.NODEJS_24_X);
    const own = Object.values(resourcesOf(fixture.template(), 'AWS::Lambda::Function')).filter(
      ({ Properties }) => Properties['Handler'] === 'index.handler',
    );
    expect(own.map(({ Properties }) => [Properties['Runtime'], Properties['Timeout']])).toEqual([
      ['nodejs24.x', 120],
      ['nodejs24.x', 90],
    ]);
  });

  test('only the probe is in the VPC', () => {
    addGate(fixture.stack);
    const functions = Object.values(resourcesOf(fixture.template(), 'AWS::Lambda::Function'));
    expect(functions).toHaveLength(5);
    expect(functions.filter(({ Properties }) => 'VpcConfig' in Properties)).toHaveLength(1);
  });

  test('all write to one log group that is kept for a month and goes with the stack', () => {
    addGate(fixture.stack);
    const template = fixture.template();
    const logGroup = onlyResource(template, 'AWS::Logs::LogGroup');
    expect(logGroup).toMatchObject({ Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Delete' });
    const destinations = Object.values(resourcesOf(template, 'AWS::Lambda::Function')).map(({ Properties }) => Properties['LoggingConfig']);
    destinations.forEach((destination) => {
      expect(destination).toMatchObject({ LogGroup: { Ref: logGroup.id } });
    });
  });
});

describeConstruct('GateProvider: rights', (fixture) => {
  test('exactly these', () => {
    addGate(fixture.stack);
    const rights = statementsOf(fixture.template()).map(({ owner, statement }) => ({ owner, ...statement }));
    expect(rights).toMatchSnapshot();
  });

  test('a wildcard only where AWS chooses the name or takes no narrower resource', () => {
    addGate(fixture.stack);
    const wide = statementsOf(fixture.template()).filter(
      ({ owner, statement }) => !owner.includes('Framework') && !owner.includes('waiter') && JSON.stringify(statement.Resource).includes('*'),
    );
    expect(wide.map(({ statement }) => statement.Action)).toEqual([
      'elasticache:DescribeCacheClusters',
      [
        'ec2:AssignPrivateIpAddresses',
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:UnassignPrivateIpAddresses',
      ],
    ]);
  });

  test('no managed policy, no partition, no secret', () => {
    addGate(fixture.stack);
    const template = JSON.stringify(fixture.template().toJSON());
    expect(template).not.toContain('ManagedPolicyArns');
    expect(template).not.toContain('arn:aws');
    expect(template).not.toMatch(/secret|password/i);
  });
});

describe('GateProvider: findings of cdk-nag', () => {
  test.each([
    ['a known environment', { account: '123456789012', region: 'us-east-1' }],
    ['no environment', undefined],
  ])('are acknowledged by the library itself, in a stack with %s', (_, env) => {
    const stack = new Stack(new App(), 'Stack', { env });
    addGate(stack);
    Template.fromStack(stack);
    const { violations } = new AwsSolutionsChecks(stack).validateScope(GateProvider.of(stack));
    expect(violations).toEqual([]);
  });
});
