import { App, CfnCondition, CfnParameter, Fn, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type CfnReplicationGroup, type CfnReplicationGroupProps, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Key } from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AddressFamily, PropagationGate, ReplacementGuard, type ReplacementGuardOptions } from '../../../lib/gates';
import { GateProvider } from '../../../lib/gates/private/gate-provider';
import { REPLACEMENT_GUARD_ERRORS } from '../../../lib/gates/private/guard-errors';
import { ReplicationGroupValidationError } from '../../../lib/private/validation-error';
import { ReplicationGroup } from '../../../lib/replication-group';
import { ServerlessCache } from '../../../lib/serverless-cache';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';
import { rawGroup } from './support/raw-group';
import { dependenciesOf, onlyResource, resourceCount, resourcesOf } from './support/resources';

const GUARD = 'Custom::ElastiCacheReplacementGuard';
const GATE = 'Custom::ElastiCachePropagationGate';
const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';

function guardedGroup(stack: Stack, props: Partial<CfnReplicationGroupProps> = {}, options: ReplacementGuardOptions = {}): CfnReplicationGroup {
  const group = rawGroup(stack, dualStackVpc(stack), props);
  ReplacementGuard.protect(group, options);
  return group;
}

/** Resources of a stack with so many raw groups, so many of them guarded. */
function countWith(groups: number, guards: number): number {
  const stack = new Stack(new App(), 'Stack');
  const vpc = dualStackVpc(stack);
  const made = Array.from({ length: groups }, (_, index) => rawGroup(stack, vpc, {}, `Group${index}`));
  made.slice(0, guards).forEach((group) => ReplacementGuard.protect(group));
  return resourceCount(stack);
}

/** The properties of the guard of a group that was changed after the guard was made. */
function propertiesAfter(change: (group: CfnReplicationGroup, stack: Stack) => void): Readonly<Record<string, unknown>> {
  const stack = new Stack(new App(), 'Stack');
  change(guardedGroup(stack), stack);
  return onlyResource(Template.fromStack(stack), GUARD).Properties;
}

function rawServerlessCache(stack: Stack): CfnServerlessCache {
  const cache = new CfnServerlessCache(stack, 'Sessions', {
    engine: 'valkey',
    majorEngineVersion: '8',
    serverlessCacheName: 'sessions',
    subnetIds: ['subnet-a', 'subnet-b'],
    finalSnapshotName: 'sessions-final',
    snapshotRetentionLimit: 1,
  });
  // the oldest CDK of the range has no name for it
  cache.addPropertyOverride('NetworkType', 'dual_stack');
  return cache;
}

/** The properties of the guard of a serverless cache that was changed after the guard was made. */
function propertiesOfServerlessGuardAfter(change: (cache: CfnServerlessCache) => void): Readonly<Record<string, unknown>> {
  const stack = new Stack(new App(), 'Stack');
  const cache = rawServerlessCache(stack);
  ReplacementGuard.protectServerlessCache(cache);
  change(cache);
  return onlyResource(Template.fromStack(stack), GUARD).Properties;
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

describeConstruct('ReplacementGuard: the custom resource', (fixture) => {
  test('carries what is about to be applied, and no reference to the group', () => {
    guardedGroup(fixture.stack);
    expect(onlyResource(fixture.template(), GUARD).Properties).toEqual({
      ServiceToken: { 'Fn::GetAtt': [expect.stringContaining('frameworkonEvent'), 'Arn'] },
      ServiceTimeout: '600',
      GroupLogicalId: 'Group',
      Wanted: {
        NetworkType: 'dual_stack',
        Engine: 'valkey',
        CacheSubnetGroupName: { Ref: 'GroupSubnets' },
        Port: 6380,
        AtRestEncryptionEnabled: true,
        NumNodeGroups: 3,
      },
      WantedSet: '1',
      OnlineResharding: 'false',
      UpdateReplacePolicy: 'Snapshot',
    });
  });

  test('comes before the group, and after its own rights', () => {
    guardedGroup(fixture.stack);
    const template = fixture.template();
    const guard = onlyResource(template, GUARD);
    expect(dependenciesOf(onlyResource(template, GROUP))).toEqual([guard.id]);
    expect(dependenciesOf(guard)).toEqual([expect.stringContaining('GuardAccessPolicy')]);
  });

  test('stands in no circle with a propagation gate on the same group', () => {
    const vpc = dualStackVpc(fixture.stack);
    const group = rawGroup(fixture.stack, vpc);
    const gate = new PropagationGate(fixture.stack, 'Gate', { replicationGroup: group, vpc, targetFamily: AddressFamily.IPV6 });
    const { outcome } = ReplacementGuard.protect(group);
    gate.protect(new StringParameter(fixture.stack, 'Protected', { stringValue: outcome }));
    // Template.fromStack refuses cyclic dependencies
    const template = fixture.template();
    const guard = onlyResource(template, GUARD);
    expect(onlyResource(template, GATE).Properties['ServiceToken']).toEqual(guard.Properties['ServiceToken']);
    template.hasResource('AWS::SSM::Parameter', { Properties: { Value: { 'Fn::GetAtt': [guard.id, 'Outcome'] } } });
  });

  test('a guarded group behind the gate of another group can be deployed', () => {
    const vpc = dualStackVpc(fixture.stack);
    const [first, second] = [rawGroup(fixture.stack, vpc, {}, 'First'), rawGroup(fixture.stack, vpc, {}, 'Second')];
    [first, second].forEach((group) => ReplacementGuard.protect(group));
    const gate = new PropagationGate(fixture.stack, 'Gate', { replicationGroup: first, vpc, targetFamily: AddressFamily.IPV6 });
    gate.protect(second);
    fixture.template().resourceCountIs(GUARD, 2);
  });

  test('a group with a condition has a guard with the same', () => {
    const group = rawGroup(fixture.stack, dualStackVpc(fixture.stack));
    group.cfnOptions.condition = new CfnCondition(fixture.stack, 'HasCache', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'us-east-1') });
    ReplacementGuard.protect(group);
    Template.fromStack(fixture.stack).hasResource(GUARD, { Condition: 'HasCache' });
  });

  test('hands on what is allowed', () => {
    guardedGroup(fixture.stack, {}, { allowReplacement: 'cache-1: moved to Orders' });
    expect(onlyResource(fixture.template(), GUARD).Properties).toMatchObject({ AllowReplacement: 'cache-1: moved to Orders' });
  });
});

describe('ReplacementGuard: the properties follow the group until the very end', () => {
  const unchanged = propertiesAfter(() => undefined);

  test.each<[string, (group: CfnReplicationGroup) => void]>([
    ['network type', (group) => (group.networkType = 'ipv6')],
    ['port', (group) => (group.port = 6379)],
    ['no port', (group) => (group.port = undefined)],
    ['KMS key', (group) => (group.kmsKeyId = 'key-1')],
    ['subnet group', (group) => (group.cacheSubnetGroupName = 'others')],
    ['snapshot', (group) => (group.snapshotName = 'yesterday')],
    ['snapshot files', (group) => (group.snapshotArns = ['arn'])],
    ['zones', (group) => (group.preferredCacheClusterAZs = ['us-east-1a'])],
    ['id', (group) => (group.replicationGroupId = 'orders')],
    ['Global Datastore', (group) => (group.globalReplicationGroupId = 'global')],
    ['data tiering', (group) => (group.dataTieringEnabled = true)],
    ['shards', (group) => (group.numNodeGroups = 4)],
    ['slots', (group) => (group.nodeGroupConfiguration = [{ slots: '0-1' }])],
    ['policies', (group) => { group.applyRemovalPolicy(RemovalPolicy.RETAIN); }],
    ['an escape hatch', (group) => { group.addPropertyOverride('NetworkType', 'ipv4'); }],
    ['an update policy', (group) => { group.addOverride('UpdatePolicy.UseOnlineResharding', true); }],
  ])('%s', (_, change) => {
    expect(propertiesAfter(change)).not.toEqual(unchanged);
  });

  test.each<[string, (group: CfnReplicationGroup) => void]>([
    ['IP discovery', (group) => (group.ipDiscovery = 'ipv4')],
    ['replicas', (group) => (group.replicasPerNodeGroup = 2)],
    ['engine version', (group) => (group.engineVersion = '8.2')],
  ])('but not %s, which changes in place', (_, change) => {
    expect(propertiesAfter(change)).toEqual(unchanged);
  });

  test('of a token nothing is said but that there is one', () => {
    const properties = propertiesAfter((group) => (group.authToken = SecretValue.unsafePlainText('do-not-show-this-token').unsafeUnwrap()));
    expect(properties['Wanted']).toMatchObject({ AuthToken: 'set' });
    expect(JSON.stringify(properties)).not.toContain('do-not-show');
  });

  test('values that only the deployment knows are references', () => {
    const properties = propertiesAfter((group, stack) => {
      group.networkType = new CfnParameter(stack, 'Network').valueAsString;
      group.kmsKeyId = new Key(stack, 'Key').keyArn;
    });
    expect(properties['Wanted']).toMatchObject({ NetworkType: { Ref: 'Network' }, KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching('^Key'), 'Arn'] } });
  });

  test('values of another stack are imported', () => {
    const app = new App();
    const key = new Key(new Stack(app, 'Keys'), 'Key');
    const stack = new Stack(app, 'Stack');
    guardedGroup(stack, { kmsKeyId: key.keyArn });
    const { Properties } = onlyResource(Template.fromStack(stack), GUARD);
    expect(Properties['Wanted']).toMatchObject({ KmsKeyId: { 'Fn::ImportValue': expect.stringContaining('Key') as unknown } });
  });
});

describeConstruct('ReplacementGuard: resources', (fixture) => {
  test('the first guard adds 13, each further one adds 1', () => {
    const counts = [0, 1, 2, 3].map((guards) => countWith(3, guards));
    expect(counts.slice(1).map((count, index) => count - (counts[index] ?? 0))).toEqual([13, 1, 1]);
  });

  test('no function is in a VPC: there is no probe without a gate', () => {
    guardedGroup(fixture.stack);
    const functions = Object.values(resourcesOf(fixture.template(), 'AWS::Lambda::Function'));
    expect(functions.filter(({ Properties }) => 'VpcConfig' in Properties)).toEqual([]);
  });

  test('its rights are to describe', () => {
    guardedGroup(fixture.stack);
    const policies = Object.entries(resourcesOf(fixture.template(), 'AWS::IAM::Policy')).filter(([id]) => id.includes('GuardAccess'));
    expect(policies.map(([, { Properties }]) => Properties['PolicyDocument'])).toMatchSnapshot();
  });

  test.each([
    ['a known environment', { account: '123456789012', region: 'us-east-1' }],
    ['no environment', undefined],
  ])('cdk-nag finds nothing in what the library makes, in a stack with %s', (_, env) => {
    const stack = new Stack(new App(), 'Stack', { env });
    guardedGroup(stack);
    Template.fromStack(stack);
    const { violations } = new AwsSolutionsChecks(stack).validateScope(GateProvider.of(stack));
    expect(violations).toEqual([]);
  });

  test('logical ids stay', () => {
    guardedGroup(fixture.stack);
    const ids = Object.keys((fixture.template().toJSON() as { Resources: object }).Resources);
    expect(ids.filter((id) => id.includes('Guard'))).toMatchSnapshot();
  });
});

describeConstruct('ReplacementGuard: a serverless cache', (fixture) => {
  test('carries what is about to be applied, and no reference to the cache', () => {
    ReplacementGuard.protectServerlessCache(rawServerlessCache(fixture.stack));
    expect(onlyResource(fixture.template(), GUARD).Properties).toEqual({
      ServiceToken: { 'Fn::GetAtt': [expect.stringContaining('frameworkonEvent'), 'Arn'] },
      ServiceTimeout: '600',
      GroupLogicalId: 'Sessions',
      CacheKind: 'SERVERLESS',
      Wanted: { NetworkType: 'dual_stack', SubnetIds: ['subnet-a', 'subnet-b'], ServerlessCacheName: 'sessions' },
      WantedSet: '1',
      OnlineResharding: 'false',
      UpdateReplacePolicy: 'Snapshot',
    });
  });

  test('comes before the cache, and after its own rights', () => {
    ReplacementGuard.protectServerlessCache(rawServerlessCache(fixture.stack));
    const template = fixture.template();
    const guard = onlyResource(template, GUARD);
    expect(dependenciesOf(onlyResource(template, SERVERLESS))).toEqual([guard.id]);
    expect(dependenciesOf(guard)).toEqual([expect.stringContaining('ServerlessGuardAccessPolicy')]);
  });

  test.each<[string, (cache: CfnServerlessCache) => void]>([
    ['network type', (cache) => { cache.addPropertyOverride('NetworkType', 'ipv4'); }],
    ['subnets', (cache) => (cache.subnetIds = ['subnet-a'])],
    ['KMS key', (cache) => (cache.kmsKeyId = 'key-1')],
    ['name', (cache) => (cache.serverlessCacheName = 'others')],
    ['snapshots', (cache) => (cache.snapshotArnsToRestore = ['arn'])],
    ['no last snapshot', (cache) => (cache.finalSnapshotName = undefined)],
    ['what this version of the CDK does not know', (cache) => { cache.addPropertyOverride('ConnectionType', 'other'); }],
  ])('follows it until the very end: %s', (_, change) => {
    expect(propertiesOfServerlessGuardAfter(change)).not.toEqual(propertiesOfServerlessGuardAfter(() => undefined));
  });

  test.each<[string, (cache: CfnServerlessCache) => void]>([
    ['limits', (cache) => (cache.cacheUsageLimits = { dataStorage: { unit: 'GB', maximum: 5 } })],
    ['users', (cache) => (cache.userGroupId = 'users')],
    ['engine version', (cache) => (cache.majorEngineVersion = '9')],
  ])('but not what changes in place: %s', (_, change) => {
    expect(propertiesOfServerlessGuardAfter(change)).toEqual(propertiesOfServerlessGuardAfter(() => undefined));
  });

  test('its rights are to describe, and only what is guarded', () => {
    ReplacementGuard.protectServerlessCache(rawServerlessCache(fixture.stack));
    const policies = Object.entries(resourcesOf(fixture.template(), 'AWS::IAM::Policy')).filter(([id]) => id.includes('GuardAccess'));
    expect(policies.map(([, { Properties }]) => Properties['PolicyDocument'])).toMatchSnapshot();
  });

  test('beside the guard of a group it adds its rights and itself', () => {
    const counts = [false, true].map((isGuarded) => {
      const stack = new Stack(new App(), 'Stack');
      guardedGroup(stack);
      const cache = rawServerlessCache(stack);
      if (isGuarded) ReplacementGuard.protectServerlessCache(cache);
      return resourceCount(stack);
    });
    expect((counts[1] ?? 0) - (counts[0] ?? 0)).toBe(2);
  });

  test('fails for an imported one, and for a second guard', () => {
    const imported = ServerlessCache.fromServerlessCacheName(fixture.stack, 'Imported', 'sessions');
    expect(codesOf(() => ReplacementGuard.protectServerlessCache(imported))).toEqual(['GuardNeedsDefinedGroup']);
    const cache = rawServerlessCache(fixture.stack);
    ReplacementGuard.protectServerlessCache(cache);
    expect(codesOf(() => ReplacementGuard.protectServerlessCache(cache))).toEqual(['GroupAlreadyGuarded']);
  });
});

describe('ReplacementGuard: what it refuses at once', () => {
  let stack: Stack;
  beforeEach(() => {
    stack = new Stack(new App(), 'Stack');
  });

  test('fails for an imported group, both ways', () => {
    const imported = ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'orders');
    expect(codesOf(() => ReplacementGuard.protect(imported))).toEqual(['GuardNeedsDefinedGroup']);
    expect(codesOf(() => new ReplacementGuard(stack, 'Guard', { replicationGroup: imported, allowReplacement: 'why not' }))).toEqual([
      'GuardNeedsDefinedGroup',
      'AllowReplacementWithoutReason',
    ]);
  });

  test('fails for a group in another stack', () => {
    const app = new App();
    const first = new Stack(app, 'First');
    const group = rawGroup(first, dualStackVpc(first));
    const other = new Stack(app, 'Other');
    expect(codesOf(() => new ReplacementGuard(other, 'Guard', { replicationGroup: group }))).toEqual(['GuardInOtherStack']);
  });

  test.each([
    ['none', () => ({})],
    ['both', () => ({ replicationGroup: rawGroup(stack, dualStackVpc(stack)), serverlessCache: rawServerlessCache(stack) })],
  ])('fails for %s of group and serverless cache', (got, subject) => {
    const make = () => new ReplacementGuard(stack, 'Guard', subject());
    expect(make).toThrow(new RegExp(`\\[GuardNeedsOneSubject\\] .* must be given, one of them, got ${got}`));
  });

  test('fails for a second guard', () => {
    const group = guardedGroup(stack);
    expect(codesOf(() => ReplacementGuard.protect(group))).toEqual(['GroupAlreadyGuarded']);
  });

  test.each(['', 'yes', '   because  '])('fails for allowReplacement without a reason: "%s"', (allowReplacement) => {
    expect(codesOf(() => guardedGroup(stack, {}, { allowReplacement }))).toEqual(['AllowReplacementWithoutReason']);
  });

  test('says nothing about a reason that is a token', () => {
    const allowReplacement = new CfnParameter(stack, 'Why').valueAsString;
    expect(codesOf(() => guardedGroup(stack, {}, { allowReplacement }))).toEqual([]);
  });

  test('every code has a row for the README, in the house style', () => {
    const codes = REPLACEMENT_GUARD_ERRORS.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    REPLACEMENT_GUARD_ERRORS.forEach(({ refuses }) => {
      expect(refuses).toMatch(/^[^\n]*[^.\n]$/);
    });
  });
});
