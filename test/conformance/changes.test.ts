import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { REPLACING_PROPERTIES } from '../../lambda/gate/guard/replacing-properties';
import { REPLACING_SERVERLESS_PROPERTIES } from '../../lambda/gate/guard/replacing-serverless-properties';
import {
  Authentication,
  CacheEngine,
  CacheNodeType,
  ClusterMode,
  Durability,
  IpDiscovery,
  LogDelivery,
  MaintenanceWindow,
  NetworkType,
  RedisVersion,
  ReplicationGroup,
  type ReplicationGroupProps,
  RestoreFrom,
  TransitEncryption,
  ValkeyVersion,
} from '../../lib';
import { dualStackVpc } from '../support/subnets';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';

/** What the same judge that `cdk diff` asks says of a change. */
type Verdict = 'in place' | 'replaces' | 'may replace';

const VERDICTS: Readonly<Partial<Record<ResourceImpact, Verdict>>> = {
  [ResourceImpact.WILL_UPDATE]: 'in place',
  [ResourceImpact.WILL_REPLACE]: 'replaces',
  [ResourceImpact.MAY_REPLACE]: 'may replace',
};

/**
 * Where the data of the package is behind: AWS changes these in place, and says so in its documentation, but the schema that the
 * package was made from still lists them as create-only. `cdk diff` is wrong about them in the same way.
 */
const STALE: Readonly<Record<string, string>> = {
  ReplicasPerNodeGroup: 'in place since 2026, aws-cloudformation/cloudformation-coverage-roadmap#918',
  Engine: 'Redis OSS to Valkey is documented as a migration in place; the guard refuses it all the same, because the schema says replacement',
};

type Change = (stack: Stack) => Partial<ReplicationGroupProps>;

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/** An app with one group; gates come and go with what they wait for, and hold no data. */
function templateOf(change: Change, after?: (cache: ReplicationGroup) => void): Template {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const cache = new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), propagationGate: false, ...change(stack) });
  after?.(cache);
  return app.synth().getStackByName('Stack').template as Template;
}

/** By type, whatever a change replaces, removes or might replace, and what it does to the group. */
function verdicts(before: Template, after: Template): { readonly group: Verdict | 'untouched'; readonly lost: readonly string[] } {
  const { changes } = fullDiff(before, after).resources;
  const all = Object.values(changes).filter(({ resourceType }) => resourceType !== 'AWS::CDK::Metadata');
  const group = all.find(({ resourceType }) => resourceType === GROUP);
  const isLost: readonly ResourceImpact[] = [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE, ResourceImpact.WILL_DESTROY, ResourceImpact.WILL_ORPHAN];
  const lost = all.filter(({ changeImpact, resourceType }) => resourceType !== GROUP && isLost.includes(changeImpact)).map(({ resourceType }) => resourceType ?? '');
  return { group: group === undefined ? 'untouched' : (VERDICTS[group.changeImpact] ?? 'untouched'), lost: lost.sort() };
}

const nothing: Change = () => ({});
const REDIS = { engine: CacheEngine.redis(RedisVersion.V7_1) };
const IPV4 = { networkType: NetworkType.IPV4 };
const PLAIN = { transitEncryption: TransitEncryption.DISABLED };
const NO_CLUSTER = { clusterMode: ClusterMode.DISABLED };
const IAM_USERS = ['AWS::ElastiCache::User', 'AWS::ElastiCache::UserGroup'];

describe('what is documented to change in place does', () => {
  it.each<[string, Change, Change]>([
    ['IP discovery, forth', () => PLAIN, () => ({ ...PLAIN, ipDiscovery: IpDiscovery.IPV6 })],
    ['IP discovery, back', () => ({ ...PLAIN, ipDiscovery: IpDiscovery.IPV6 }), () => PLAIN],
    ['node type', nothing, () => ({ nodeType: CacheNodeType.R7G_XLARGE })],
    ['engine version', () => ({ engine: CacheEngine.valkey(ValkeyVersion.V8_0) }), () => ({ engine: CacheEngine.valkey(ValkeyVersion.V8_1) })],
    ['cluster mode, second step', () => ({ clusterMode: ClusterMode.COMPATIBLE }), () => ({ clusterMode: ClusterMode.ENABLED, startedWithoutClusterMode: true })],
    ['TLS, first step', () => PLAIN, () => ({ transitEncryption: TransitEncryption.PREFERRED })],
    ['TLS, second step', () => ({ transitEncryption: TransitEncryption.PREFERRED }), () => ({ authentication: Authentication.none() })],
    ['IAM where there was nothing', () => ({ authentication: Authentication.none() }), nothing],
    ['description', nothing, () => ({ description: 'changed' })],
    ['parameters', nothing, () => ({ parameters: { 'maxmemory-policy': 'allkeys-lru' } })],
    ['snapshots', nothing, () => ({ snapshotRetention: Duration.days(30) })],
    ['maintenance window', nothing, () => ({ maintenanceWindow: MaintenanceWindow.of('sun:03:00-sun:04:00') })],
    ['minor versions', nothing, () => ({ autoMinorVersionUpgrade: false })],
    ['logs', nothing, () => ({ slowLog: LogDelivery.cloudWatchLogs() })],
    ['durability', () => ({ engine: CacheEngine.valkey(ValkeyVersion.V9_0) }), () => ({ engine: CacheEngine.valkey(ValkeyVersion.V9_0), durability: Durability.ASYNC })],
    ['replicas without cluster mode', () => NO_CLUSTER, () => ({ ...NO_CLUSTER, replicasPerShard: 3 })],
    ['failover', () => NO_CLUSTER, () => ({ ...NO_CLUSTER, automaticFailover: false })],
  ])('%s', (_, before, after) => {
    const { group, lost } = verdicts(templateOf(before), templateOf(after));

    expect(['in place', 'untouched']).toContain(group);
    expect(lost).toEqual([]);
  });

  it.each<[string, Change, Change]>([
    ['the engine version of another family', () => ({ engine: CacheEngine.valkey(ValkeyVersion.V7_2) }), nothing],
    ['cluster mode, first step', () => NO_CLUSTER, () => ({ clusterMode: ClusterMode.COMPATIBLE })],
  ])('%s, which brings another parameter group', (_, before, after) => {
    expect(verdicts(templateOf(before), templateOf(after))).toEqual({ group: 'in place', lost: ['AWS::ElastiCache::ParameterGroup'] });
  });

  it('shards, which this judge calls uncertain because it does not know the update policy', () => {
    const after = templateOf(() => ({ shards: 4 }));
    const [resource] = Object.values(after.Resources).filter(({ Type }) => Type === GROUP);
    expect(resource).toMatchObject({ UpdatePolicy: { UseOnlineResharding: true } });
    expect(verdicts(templateOf(nothing), after)).toEqual({ group: 'may replace', lost: [] });
  });

  it('what is added around the group leaves it alone', () => {
    const around = (cache: ReplicationGroup): void => {
      cache.alarms.recommended();
      cache.dashboard();
      cache.grants.connect(new Role(cache, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }));
    };
    expect(verdicts(templateOf(nothing), templateOf(nothing, around))).toEqual({ group: 'untouched', lost: [] });
    const withToken: Change = () => ({ authentication: Authentication.generatedAuthToken() });
    expect(verdicts(templateOf(withToken), templateOf(withToken, (cache) => void cache.addAuthTokenRotation()))).toEqual({ group: 'untouched', lost: [] });
  });
});

describe('what is documented to replace does', () => {
  it.each<[string, Change, Change, readonly string[]]>([
    ['IPv4 to dual stack', () => IPV4, nothing, []],
    ['port', nothing, () => ({ port: 7000 }), []],
    ['the key', nothing, (stack) => ({ encryptionKey: new Key(stack, 'Key') }), []],
    ['encryption at rest', nothing, () => ({ atRestEncryption: false }), []],
    ['a snapshot to restore from', nothing, () => ({ restoreFrom: RestoreFrom.snapshot('yesterday') }), []],
    ['an id', nothing, () => ({ replicationGroupId: 'orders' }), []],
    ['zones', () => NO_CLUSTER, (stack) => ({ ...NO_CLUSTER, preferredAvailabilityZones: stack.availabilityZones.slice(0, 2) }), []],
  ])('%s', (_, before, after, lost) => {
    expect(verdicts(templateOf(before), templateOf(after))).toEqual({ group: 'replaces', lost });
  });

  it.each<[string, Change, Change, readonly string[]]>([
    ['from an AUTH token to IAM', () => ({ authentication: Authentication.generatedAuthToken() }), nothing, ['AWS::SecretsManager::Secret']],
    ['from IAM to an AUTH token', nothing, () => ({ authentication: Authentication.generatedAuthToken() }), IAM_USERS],
  ])('%s, which this judge calls uncertain, and which the library warns of', (_, before, after, lost) => {
    expect(verdicts(templateOf(before), templateOf(after))).toEqual({ group: 'may replace', lost });
  });

  it.each<[string, Change, Change]>([
    ['replicas with cluster mode', nothing, () => ({ replicasPerShard: 2 })],
    ['Redis OSS to Valkey', () => REDIS, () => ({ engine: CacheEngine.valkey(ValkeyVersion.V7_2) })],
  ])('%s only seems to: the data of this judge is behind', (_, before, after) => {
    expect(verdicts(templateOf(before), templateOf(after)).group).toBe('replaces');
  });
});

/** Every property of a resource type, by the names of CloudFormation. */
function propertiesOf(prototype: object): readonly string[] {
  const settable = Object.getOwnPropertyNames(prototype).filter((name) => typeof Object.getOwnPropertyDescriptor(prototype, name)?.set === 'function');
  const names = settable.map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  return names.map((name) => ({ TagsRaw: 'Tags', MultiAzEnabled: 'MultiAZEnabled' })[name] ?? name);
}

describe('the guard', () => {
  const guarded = REPLACING_PROPERTIES.map(({ name }) => name);
  const impactOf = (property: string, type = GROUP): Verdict | undefined => {
    const template = (value: string): Template => ({ Resources: { Cache: { Type: type, Properties: { [property]: value } } as { Type: string } } });
    const change = fullDiff(template('a'), template('b')).resources.changes['Cache'];
    return change && VERDICTS[change.changeImpact];
  };
  const properties = propertiesOf(CfnReplicationGroup.prototype);

  it('has every property before it', () => {
    expect(properties.length).toBeGreaterThanOrEqual(39);
    expect(properties).toEqual(expect.arrayContaining(['NetworkType', 'IpDiscovery', 'PreferredCacheClusterAZs', 'AuthToken', 'MultiAZEnabled', 'Tags']));
  });

  it('knows each property whose change replaces, or may', () => {
    const unguarded = properties.filter((name) => impactOf(name) !== 'in place' && !guarded.includes(name));
    expect(unguarded.filter((name) => STALE[name] === undefined)).toEqual([]);
    expect(unguarded).toEqual(['ReplicasPerNodeGroup']);
  });

  it('knows no property that changes in place', () => {
    expect(guarded.filter((name) => impactOf(name) === 'in place')).toEqual([]);
  });

  it('knows the same of serverless caches, and two properties that this version of the CDK does not know yet', () => {
    const ofCaches = propertiesOf(CfnServerlessCache.prototype);
    const replacing = ofCaches.filter((name) => impactOf(name, 'AWS::ElastiCache::ServerlessCache') !== 'in place');
    const known = REPLACING_SERVERLESS_PROPERTIES.map(({ name }) => name);

    expect(ofCaches).toEqual(expect.arrayContaining(['SubnetIds', 'UserGroupId', 'FinalSnapshotName']));
    expect(known.toSorted()).toEqual(['ConnectionType', 'NetworkType', ...replacing].toSorted());
  });
});
