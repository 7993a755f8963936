import { App, Aws, CfnCondition, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { type Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import {
  AddressFamily,
  Evidence,
  GateCredentials,
  PropagationGate,
  ReachabilityGate,
  type ReachabilityGateProps,
  ReplacementGuard,
} from '../../../lib/gates';
import { ReplicationGroup } from '../../../lib/replication-group';
import { ReplicationGroupValidationError } from '../../../lib/private/validation-error';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc, ipv4Vpc } from '../../support/subnets';
import { rawGroup } from './support/raw-group';
import { dependenciesOf, onlyResource, resourceCount, resourcesOf, type TemplateResource } from './support/resources';

const GATE = 'Custom::ElastiCacheReachabilityGate';
const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const TLS = { transitEncryptionEnabled: true, transitEncryptionMode: 'required', userGroupIds: ['users'] };

function gateOn(stack: Stack, props: Partial<ReachabilityGateProps> = {}, group: object = {}): ReachabilityGate {
  const vpc = dualStackVpc(stack);
  const replicationGroup = rawGroup(stack, vpc, group);
  return new ReachabilityGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, ...props });
}

function codesOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof ReplicationGroupValidationError) {
      return error.codes;
    }
    throw error;
  }
  return [];
}

/** Everything that a resource needs, as CloudFormation sees it: references and DependsOn, however far away. */
function needsOf(template: Template, id: string): ReadonlySet<string> {
  const { Resources } = template.toJSON() as { Resources: Record<string, TemplateResource> };
  const found = new Set<string>();
  const visit = (name: string): void => {
    const resource = Resources[name];
    const named = resource === undefined ? [] : [...dependenciesOf(resource), ...referencesIn(resource)];
    named.filter((each) => !found.has(each)).forEach((each) => {
      found.add(each);
      visit(each);
    });
  };
  visit(id);
  return found;
}

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'Ref' ? [String(inner)] : key === 'Fn::GetAtt' ? [String((inner as readonly unknown[])[0])] : referencesIn(inner),
  );
}

describeConstruct('ReachabilityGate: before its group', (fixture) => {
  test('carries the name of the group, no reference to it, and the group waits for the gate', () => {
    const gate = gateOn(fixture.stack);
    const template = fixture.template();
    const resource = onlyResource(template, GATE);
    expect(resource.Properties).toMatchObject({
      GroupLogicalId: 'Group',
      NetworkType: 'dual_stack',
      TargetFamily: 'ipv6',
      TimeoutSeconds: '1800',
      PollIntervalMillis: '100',
      ChangeToken: '{"IpDiscovery":"ipv6"}',
      ServiceTimeout: '2100',
    });
    expect(resource.Properties).not.toHaveProperty('ReplicationGroupId');
    expect(dependenciesOf(onlyResource(template, GROUP))).toContain(resource.id);
    expect(needsOf(template, resource.id)).not.toContain('Group');
    expect(gate.outcome).toContain('Token');
  });

  test('depends on its rights, the right to ask, and the way to the nodes', () => {
    gateOn(fixture.stack);
    const template = fixture.template();
    const gate = onlyResource(template, GATE);
    const policies = Object.keys(resourcesOf(template, 'AWS::IAM::Policy')).filter((id) => /GuardAccess|InvokePolicy/.test(id));
    const rules = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'].map((type) => onlyResource(template, type).id);
    expect([...dependenciesOf(gate)].sort()).toEqual([...policies, ...rules].sort());
    expect(policies).toHaveLength(2);
  });

  test('asks again only when the family is about to change, or the author says so', () => {
    const tokenOf = (group: object, changeToken?: string): unknown => {
      const stack = new Stack(new App(), 'Stack');
      gateOn(stack, { changeToken }, group);
      return stack.resolve((stack.node.findChild('Gate').node.findChild('Resource').node.defaultChild as unknown as { _cfnProperties: Record<string, unknown> })._cfnProperties['ChangeToken']);
    };
    expect(tokenOf({ numNodeGroups: 5, cacheNodeType: 'cache.r7g.large' })).toBe(tokenOf({}));
    expect(tokenOf({ ipDiscovery: 'ipv4' })).not.toBe(tokenOf({}));
    expect(tokenOf({}, 'again')).not.toBe(tokenOf({}));
  });

  test('takes over what is demanded, and the condition of the group', () => {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = rawGroup(fixture.stack, vpc);
    new ReachabilityGate(fixture.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, minimumEvidence: Evidence.CONNECTED });
    replicationGroup.cfnOptions.condition = new CfnCondition(fixture.stack, 'HasCache', { expression: Fn.conditionEquals(Aws.REGION, 'eu-central-1') });
    expect(onlyResource(fixture.template(), GATE)).toMatchObject({ Condition: 'HasCache', Properties: { MinimumEvidence: 'CONNECTED' } });
  });

  test('an IPv4 group that does not say so', () => {
    gateOn(fixture.stack, { targetFamily: AddressFamily.IPV4 }, { networkType: undefined, ipDiscovery: undefined });
    expect(onlyResource(fixture.template(), GATE).Properties).toMatchObject({ NetworkType: 'ipv4', TargetFamily: 'ipv4' });
  });

  test('asks over the other family than the group announces, which a propagation gate must not', () => {
    gateOn(fixture.stack, {}, { ipDiscovery: 'ipv4' });
    expect(onlyResource(fixture.template(), GATE).Properties).toMatchObject({ TargetFamily: 'ipv6', ChangeToken: '{"IpDiscovery":"ipv4"}' });
  });

  test('works in a nested stack, for a group there', () => {
    const nested = new NestedStack(fixture.stack, 'Nested');
    gateOn(nested);
    fixture.template();
  });
});

describeConstruct('ReachabilityGate: credentials, without a reference to the group', (fixture) => {
  test('a user of IAM: the probe may connect as this user', () => {
    gateOn(fixture.stack, { credentials: GateCredentials.iam('gate-probe') }, TLS);
    const template = fixture.template();
    const roles = Object.values(resourcesOf(template, 'AWS::IAM::Role')).map(({ Properties }) => JSON.stringify(Properties['Policies'] ?? []));
    const connecting = roles.filter((policies) => policies.includes('elasticache:Connect'));
    expect(connecting).toEqual([expect.stringMatching(/:replicationgroup:\*.*:user:gate-probe/)]);
    expect(needsOf(template, onlyResource(template, GATE).id)).not.toContain('Group');
  });

  test('a secret: in a policy of its own, so that no other gate depends on it', () => {
    const secret = new Secret(fixture.stack, 'Secret');
    gateOn(fixture.stack, { credentials: GateCredentials.secret(secret) }, { ...TLS, userGroupIds: undefined, authToken: secret.secretValue.unsafeUnwrap() });
    const template = fixture.template({ id: /^AwsSolutions-SMG4$/, reason: 'the test is about reading the secret' });
    const gate = onlyResource(template, GATE);
    const own = dependenciesOf(gate).filter((id) => id.startsWith('ElastiCacheGatesSecret') && id.includes('Policy'));
    expect(own).toHaveLength(1);
    expect(JSON.stringify(resourcesOf(template, 'AWS::IAM::Policy')[own[0] ?? ''])).toContain('secretsmanager:GetSecretValue');
    expect(needsOf(template, gate.id)).not.toContain('Group');
  });
});

describeConstruct('ReachabilityGate: in the place of a client', (fixture) => {
  test('the probe wears the security groups of the client, and no rule is made', () => {
    const client = new SecurityGroup(fixture.stack, 'Client', { vpc: dualStackVpc(fixture.stack, 'ClientVpc') });
    gateOn(fixture.stack, { clientSecurityGroups: [client] });
    const template = fixture.template();
    const probe = Object.values(resourcesOf(template, 'AWS::Lambda::Function')).find(({ Properties }) => 'VpcConfig' in Properties);
    expect(probe?.Properties['VpcConfig']).toMatchObject({ SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^Client/), 'GroupId'] }], Ipv6AllowedForDualStack: true });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
  });

  test('also in that of a service which the propagation gate of the same group holds up', () => {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = rawGroup(fixture.stack, vpc);
    const service = new Construct(fixture.stack, 'Service');
    const client = new SecurityGroup(service, 'SecurityGroup', { vpc, allowAllOutbound: false });
    new StringParameter(service, 'Tasks', { stringValue: 'text' });
    const on = { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 };
    new ReachabilityGate(fixture.stack, 'Before', { ...on, clientSecurityGroups: [client] });
    new PropagationGate(fixture.stack, 'After', on).protect(service);
    // Template.fromStack refuses cyclic dependencies
    const template = fixture.template();
    const after = onlyResource(template, 'Custom::ElastiCachePropagationGate');
    template.hasResource('AWS::SSM::Parameter', { DependsOn: [after.id] });
    expect(needsOf(template, after.id)).toContain(onlyResource(template, GATE).id);
  });

  test('the security groups of the nodes need not be known', () => {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = ReplicationGroup.fromReplicationGroupId(fixture.stack, 'Cache', 'orders');
    const client = new SecurityGroup(fixture.stack, 'Client', { vpc });
    const props = { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 };
    new ReachabilityGate(fixture.stack, 'Gate', { ...props, clientSecurityGroups: [client] });
    expect(codesOf(() => new ReachabilityGate(fixture.stack, 'Other', props))).toEqual(['SecurityGroupsUnknown']);
    fixture.template();
  });
});

describeConstruct('ReachabilityGate: on a group that the stack does not define', (fixture) => {
  test('asks the group that is named, and holds up what it is told to', () => {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = ReplicationGroup.fromReplicationGroupId(fixture.stack, 'Cache', 'orders');
    const nodes = SecurityGroup.fromSecurityGroupId(fixture.stack, 'Nodes', 'sg-0123456789abcdef0');
    const gate = new ReachabilityGate(fixture.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, securityGroups: [nodes] });
    gate.protect(new StringParameter(fixture.stack, 'Protected', { stringValue: 'text' }));
    const template = fixture.template();
    const resource = onlyResource(template, GATE);
    expect(resource.Properties).toMatchObject({ ReplicationGroupId: 'orders', ChangeToken: '{}' });
    expect(resource.Properties).not.toHaveProperty('GroupLogicalId');
    template.hasResource('AWS::SSM::Parameter', { DependsOn: [resource.id] });
    const rights = Object.values(resourcesOf(template, 'AWS::IAM::Policy')).map((policy) => JSON.stringify(policy));
    expect(rights.filter((text) => text.includes('DescribeReplicationGroups'))).toEqual([expect.stringContaining(':replicationgroup:orders')]);
  });

  test('an import of a group of the stack is that group', () => {
    const vpc = dualStackVpc(fixture.stack);
    const group = rawGroup(fixture.stack, vpc);
    const replicationGroup = ReplicationGroup.fromReplicationGroupId(fixture.stack, 'Cache', group.ref);
    const nodes = SecurityGroup.fromSecurityGroupId(fixture.stack, 'Nodes', 'sg-0123456789abcdef0');
    new ReachabilityGate(fixture.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, securityGroups: [nodes] });
    expect(onlyResource(fixture.template(), GATE).Properties).toMatchObject({ GroupLogicalId: 'Group' });
  });
});

describeConstruct('ReachabilityGate: resources', (fixture) => {
  const countWith = (make: (stack: Stack, on: { replicationGroup: ReturnType<typeof rawGroup>; vpc: ReturnType<typeof dualStackVpc>; targetFamily: AddressFamily }) => void): number => {
    const stack = new Stack(new App(), 'Stack');
    const vpc = dualStackVpc(stack);
    make(stack, { replicationGroup: rawGroup(stack, vpc), vpc, targetFamily: AddressFamily.IPV6 });
    return resourceCount(stack);
  };

  test('alone as many as any first gate, beside a guard and a gate one', () => {
    const none = countWith(() => undefined);
    const beside = countWith((stack, on) => {
      ReplacementGuard.protect(on.replicationGroup);
      new PropagationGate(stack, 'After', on);
    });
    const all = countWith((stack, on) => {
      ReplacementGuard.protect(on.replicationGroup);
      new PropagationGate(stack, 'After', on);
      new ReachabilityGate(stack, 'Before', on);
    });
    expect(countWith((stack, on) => new ReachabilityGate(stack, 'Before', on)) - none).toBe(19);
    expect(all - beside).toBe(1);
  });

  test('in the place of a client three more: a probe of its own', () => {
    const one = countWith((stack, on) => {
      new PropagationGate(stack, 'After', on);
      new SecurityGroup(stack, 'Client', { vpc: on.vpc });
      ReplacementGuard.protect(on.replicationGroup);
    });
    const two = countWith((stack, on) => {
      new PropagationGate(stack, 'After', on);
      ReplacementGuard.protect(on.replicationGroup);
      new ReachabilityGate(stack, 'Before', { ...on, clientSecurityGroups: [new SecurityGroup(stack, 'Client', { vpc: on.vpc })] });
    });
    expect(two - one).toBe(4);
    expect(fixture.stack.node.children).toEqual([]);
  });
});

describe('ReachabilityGate: what it refuses', () => {
  let app: App;
  let stack: Stack;
  beforeEach(() => {
    app = new App();
    stack = new Stack(app, 'Stack');
  });

  test('a group of another stack, whose update it can not hold up', () => {
    const vpc = dualStackVpc(stack);
    const replicationGroup = rawGroup(stack, vpc);
    const gates = new Stack(app, 'Gates');
    const make = () => new ReachabilityGate(gates, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
    expect(make).toThrow(/\[ReachabilityGateInOtherStack\] .*got "Stack\/Group"/);
  });

  test.each<[string, Partial<ReachabilityGateProps>, string]>([
    ['no security group of the client', { clientSecurityGroups: [] }, 'ClientSecurityGroupsMissing'],
    ['a report before the change', { minimumEvidence: Evidence.REPORTED }, 'MinimumEvidenceOutOfReach'],
  ])('%s', (_, props, code) => {
    expect(codesOf(() => gateOn(stack, props))).toEqual([code]);
  });

  test('together with everything else, at once', () => {
    const vpc = ipv4Vpc(stack);
    const replicationGroup = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Cache', { replicationGroupId: 'orders' });
    const make = () => new ReachabilityGate(stack, 'Gate', { replicationGroup, vpc, vpcSubnets: { subnets: [] }, targetFamily: AddressFamily.IPV6, clientSecurityGroups: [] });
    expect(codesOf(make)).toEqual(['ClientSecurityGroupsMissing', 'ProbeSubnetsMissing']);
  });

  test('a family that the nodes do not have, when nothing changes any more', () => {
    gateOn(stack, {}, { networkType: 'ipv4', ipDiscovery: 'ipv4' });
    expect(() => app.synth()).toThrow('[FamilyNotInNetworkType]');
  });

  test('to protect what contains it; the group it holds up anyway', () => {
    const vpc = dualStackVpc(stack);
    const replicationGroup = rawGroup(stack, vpc);
    const gate = new ReachabilityGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
    expect(() => {
      gate.protect(stack);
    }).toThrow('[GateProtectsWhatItNeeds]');
    gate.protect(replicationGroup);
    expect(() => app.synth()).not.toThrow();
  });
});
