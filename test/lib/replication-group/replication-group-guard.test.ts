import { App, CfnCondition, CfnParameter, CfnResource, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { NetworkType, ReplacementGuard, ReplicationGroup, type ReplicationGroupProps, TransitEncryption } from '../../../lib';
import { ReplicationGroupValidationError } from '../../../lib/private/validation-error';
import { WITHOUT_ENCRYPTION } from '../../support/acknowledged-findings';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';
import { dependenciesOf, onlyResource, resourceCount, resourcesOf } from '../gates/support/resources';

const GUARD = 'Custom::ElastiCacheReplacementGuard';
const GATE = 'Custom::ElastiCachePropagationGate';
const GROUP = 'AWS::ElastiCache::ReplicationGroup';

function newGroup(scope: Construct, props: Partial<ReplicationGroupProps> = {}): ReplicationGroup {
  return new ReplicationGroup(scope, 'Cache', { vpc: dualStackVpc(scope), ...props });
}

/** Resources of a stack with these groups in one VPC. */
function countWith(groups: readonly Partial<ReplicationGroupProps>[]): number {
  const stack = new Stack(new App(), 'Stack');
  const vpc = dualStackVpc(stack);
  groups.forEach((props, index) => new ReplicationGroup(stack, `Cache${index}`, { vpc, ...props }));
  return resourceCount(stack);
}

function codesOf(make: () => void): readonly string[] {
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

describeConstruct('ReplicationGroup: replacement guard', (test) => {
  it('stands before the group, and tells what is about to be applied', () => {
    const cache = newGroup(test.stack, { networkType: NetworkType.IPV4 });

    const template = test.template();
    const guard = onlyResource(template, GUARD);
    const group = onlyResource(template, GROUP);
    expect(dependenciesOf(group)).toEqual([guard.id]);
    expect(guard.Properties).toMatchObject({
      GroupLogicalId: group.id,
      Wanted: { NetworkType: 'ipv4', Port: 6379, Engine: 'valkey', CacheSubnetGroupName: { Ref: expect.stringMatching('^CacheSubnetGroup') as unknown } },
      OnlineResharding: 'true',
      UpdateReplacePolicy: 'Snapshot',
    });
    expect(guard.Properties).not.toHaveProperty('AllowReplacement');
    expect(cache.replacementGuard).toBeInstanceOf(ReplacementGuard);
  });

  it('is not there if nobody wants it', () => {
    const cache = newGroup(test.stack, { replacementGuard: false });

    expect(cache.replacementGuard).toBeUndefined();
    const template = test.template();
    template.resourceCountIs(GUARD, 0);
    expect(dependenciesOf(onlyResource(template, GROUP))).toEqual([]);
  });

  it('lets pass what is allowed', () => {
    newGroup(test.stack, { allowReplacement: 'cac1x2y3z: moved to Orders' });

    test.template().hasResourceProperties(GUARD, { AllowReplacement: 'cac1x2y3z: moved to Orders' });
  });

  it('tells its outcome', () => {
    const cache = newGroup(test.stack);
    new StringParameter(test.stack, 'Outcome', { stringValue: cache.replacementGuard?.outcome ?? '' });

    const template = test.template();
    template.hasResource('AWS::SSM::Parameter', { Properties: { Value: { 'Fn::GetAtt': [onlyResource(template, GUARD).id, 'Outcome'] } } });
  });

  it('is the one that protect() makes, so that it can not be made twice', () => {
    const cache = newGroup(test.stack);

    expect(codesOf(() => ReplacementGuard.protect(cache))).toEqual(['GroupAlreadyGuarded']);
    const other = new Stack(new App(), 'Stack');
    ReplacementGuard.protect(newGroup(other, { replacementGuard: false }));
    expect(onlyResource(Template.fromStack(other), GUARD)).toEqual(onlyResource(test.template(), GUARD));
  });

  it('stands in no circle with the gate of the group and what that protects', () => {
    const cache = newGroup(test.stack, { transitEncryption: TransitEncryption.DISABLED });
    cache.propagation.protect(new StringParameter(test.stack, 'Consumer', { stringValue: 'consumer' }));

    const template = test.template(WITHOUT_ENCRYPTION);
    const [guard, gate] = [GUARD, GATE].map((type) => onlyResource(template, type));
    expect(guard?.Properties['ServiceToken']).toEqual(gate?.Properties['ServiceToken']);
  });

  it('stands in no circle where another group waits for the gate of the first', () => {
    const vpc = dualStackVpc(test.stack);
    const first = new ReplicationGroup(test.stack, 'First', { vpc, transitEncryption: TransitEncryption.DISABLED });
    const second = new ReplicationGroup(test.stack, 'Second', { vpc, transitEncryption: TransitEncryption.DISABLED });
    first.propagation.protect(second);

    test.template(WITHOUT_ENCRYPTION).resourceCountIs(GUARD, 2);
  });

  it('takes over the condition of the group, whenever that was given', () => {
    const cache = newGroup(test.stack);
    const condition = new CfnCondition(test.stack, 'HasCache', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'us-east-1') });
    const resource = cache.node.defaultChild;
    if (CfnResource.isCfnResource(resource)) resource.cfnOptions.condition = condition;

    const template = Template.fromStack(test.stack);
    [GUARD, GROUP].forEach((type) => {
      template.hasResource(type, { Condition: 'HasCache' });
    });
  });

  it('has the same logical id for ever', () => {
    newGroup(test.stack);

    expect(onlyResource(test.template(), GUARD).id).toBe('CacheReplacementGuard8375D97F');
  });
});

describe('ReplicationGroup: replacement guard wherever a group may be', () => {
  it('guards the group of a nested stack in that stack', () => {
    const parent = new Stack(new App(), 'Parent');
    const nested = new NestedStack(parent, 'Nested');
    const port = new CfnParameter(parent, 'Port', { type: 'Number' }).valueAsNumber;
    new ReplicationGroup(nested, 'Cache', { vpc: dualStackVpc(parent), port });

    const template = Template.fromStack(nested);
    const guard = onlyResource(template, GUARD);
    expect(guard.Properties['GroupLogicalId']).toBe(onlyResource(template, GROUP).id);
    expect(guard.Properties['Wanted']).toMatchObject({ Port: { Ref: expect.stringContaining('Port') as unknown } });
    expect(JSON.stringify(resourcesOf(template, 'AWS::IAM::Policy'))).toContain('{"Action":"cloudformation:DescribeStackResource","Effect":"Allow","Resource":{"Ref":"AWS::StackId"}}');
    Template.fromStack(parent).resourceCountIs(GUARD, 0);
  });

  it('has the same template in every stage', () => {
    const app = new App();
    const templates = ['Test', 'Production'].map((name) => {
      const stack = new Stack(new Stage(app, name), 'Stack');
      newGroup(stack);
      return Template.fromStack(stack);
    });

    const [first, second] = templates.map((template) => onlyResource(template, GUARD));
    expect(first?.Properties['Wanted']).toEqual(second?.Properties['Wanted']);
    expect(first?.id).toBe(second?.id);
  });

  it('reads what is in another stack through its exports', () => {
    const app = new App();
    const network = new Stack(app, 'Network');
    const port = new CfnParameter(network, 'Port', { type: 'Number' }).valueAsNumber;
    const stack = new Stack(app, 'Stack');
    new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(network), port });

    const { Wanted } = onlyResource(Template.fromStack(stack), GUARD).Properties as { Wanted: object };
    expect(Wanted).toMatchObject({ Port: { 'Fn::ImportValue': expect.stringContaining('Port') as unknown } });
    expect(stack.dependencies).toEqual([network]);
    expect(network.dependencies).toEqual([]);
  });
});

describe('ReplicationGroup: what the replacement guard adds to a stack', () => {
  const plain = { transitEncryption: TransitEncryption.DISABLED };
  const added = (props: Partial<ReplicationGroupProps>, groups: number): number =>
    countWith(Array.from({ length: groups }, () => props)) - countWith(Array.from({ length: groups }, () => ({ ...props, replacementGuard: false })));

  it('adds 13 resources for the first group without a gate, 1 more for each further one', () => {
    expect([1, 2, 3].map((groups) => added({ propagationGate: false }, groups))).toEqual([13, 14, 15]);
  });

  it('adds 2 beside a gate, whose functions it shares: itself and its rights', () => {
    expect([1, 2].map((groups) => added(plain, groups))).toEqual([2, 3]);
  });
});

describe('ReplicationGroup: choices about the replacement guard that are refused', () => {
  const stack = new Stack(new App(), 'Stack');
  const vpc = dualStackVpc(stack);
  const make = (id: string, props: Partial<ReplicationGroupProps>) => () => new ReplicationGroup(stack, id, { vpc, ...props });

  it('fails for a permission without a guard', () => {
    expect(codesOf(make('NoGuard', { replacementGuard: false, allowReplacement: 'cac1x2y3z: moved to Orders' }))).toEqual(['AllowReplacementWithoutGuard']);
  });

  it('fails for a permission without a reason, together with all other problems', () => {
    expect(codesOf(make('NoReason', { allowReplacement: 'yes', port: 0 }))).toEqual(['AllowReplacementWithoutReason', 'PortOutOfRange']);
  });

  it('says nothing about a permission that is a token', () => {
    const allowReplacement = new CfnParameter(stack, 'Why').valueAsString;

    expect(codesOf(make('Token', { allowReplacement }))).toEqual([]);
    expect(make('TokenNoGuard', { allowReplacement, replacementGuard: false })).toThrow('got a token');
  });
});
