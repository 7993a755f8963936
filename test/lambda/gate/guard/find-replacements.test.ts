import { findReplacements, isComparable } from '../../../../lambda/gate/guard/find-replacements';
import { type GuardProperties, readGuardProperties } from '../../../../lambda/gate/guard/guard-properties';
import { type LiveCache } from '../../../../lambda/gate/guard/live-cache';
import { LIVE, LIVE_SERVERLESS, PROPERTIES, SERVERLESS_PROPERTIES, WANTED, WANTED_SERVERLESS } from './fake-guard-services';

function propertiesWith(wanted: object, more: object = {}): GuardProperties {
  const read = readGuardProperties({ ...PROPERTIES, Wanted: wanted, ...more });
  if (!read) throw new Error('the properties must be readable');
  return read;
}

/** As "property: from -> to". */
function replacements(wanted: GuardProperties, before: GuardProperties | undefined, live: LiveCache = LIVE): readonly string[] {
  return findReplacements(wanted, { before, live }).map(({ property, from, to }) => `${property}: ${from ?? 'not set'} -> ${to ?? 'not set'}`);
}

const BEFORE = propertiesWith(WANTED);

describe('with the last deployment known, the template decides', () => {
  test.each<[string, Record<string, unknown>, object, string[]]>([
    ['a changed value', { Port: '7000' }, {}, ['Port: 6379 -> 7000']],
    ['a value that is only written down now', { DataTieringEnabled: 'false' }, {}, ['DataTieringEnabled: not set -> false']],
    ['a value that is taken out', { Port: undefined }, {}, ['Port: 6379 -> not set']],
    ['another subnet group', { CacheSubnetGroupName: 'others' }, {}, ['CacheSubnetGroupName: subnets -> others']],
    ['no encryption', { AtRestEncryptionEnabled: 'false' }, {}, ['AtRestEncryptionEnabled: true -> false']],
    ['a snapshot', { SnapshotName: 'yesterday' }, {}, ['SnapshotName: not set -> yesterday']],
    ['snapshot files', { SnapshotArns: ['arn:1'] }, {}, ['SnapshotArns: not set -> ["arn:1"]']],
    ['an id', { ReplicationGroupId: 'orders' }, {}, ['ReplicationGroupId: cac1x2y3z -> orders']],
    ['a Global Datastore', { GlobalReplicationGroupId: 'g' }, {}, ['GlobalReplicationGroupId: not set -> g']],
    ['a token', { AuthToken: 'set' }, {}, ['AuthToken: not set -> set']],
    ['another engine', { Engine: 'redis' }, {}, ['Engine: valkey -> redis']],
    ['no token', { AuthToken: undefined }, {}, []],
    ['more shards, resharded online', { NumNodeGroups: '4' }, {}, []],
    ['more shards, not so', { NumNodeGroups: '4' }, { OnlineResharding: 'false' }, ['NumNodeGroups: 3 -> 4']],
    ['nothing', {}, { AllowReplacement: 'any' }, []],
  ])('%s', (_, change, more, expected) => {
    const all: Record<string, unknown> = { ...WANTED, ...change };
    const wanted = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    expect(replacements(propertiesWith(wanted, more), BEFORE)).toEqual(expected);
  });

  test('from a token to a user group, which the template of a group does not tell from no token at all', () => {
    const [change, ...others] = findReplacements(propertiesWith(WANTED), { before: propertiesWith({ ...WANTED, AuthToken: 'set' }), live: LIVE });
    expect([change, others]).toMatchObject([{ property: 'AuthToken', from: 'set', to: undefined }, []]);
    expect(change?.hint).toContain('also for a user group');
  });

  test('a token that rotates, or was given by hand long ago, replaces nothing', () => {
    const live = { ...LIVE, properties: { ...LIVE.properties, AuthToken: 'set' } };
    expect(replacements(propertiesWith({ ...WANTED, AuthToken: 'set' }), propertiesWith({ ...WANTED, AuthToken: 'set' }), live)).toEqual([]);
    expect(replacements(propertiesWith(WANTED), BEFORE, live)).toEqual([]);
  });

  test('what was changed behind the back of CloudFormation replaces nothing', () => {
    const live = { ...LIVE, properties: { ...LIVE.properties, NumNodeGroups: '9', Port: '7000' } };
    expect(replacements(propertiesWith(WANTED, { OnlineResharding: 'false' }), BEFORE, live)).toEqual([]);
  });

  test('lists are compared whatever the order of names in them', () => {
    const configuration = (group: object): GuardProperties => propertiesWith({ NodeGroupConfiguration: [group] }, { OnlineResharding: 'false' });
    expect(replacements(configuration({ Slots: '0-1', ReplicaCount: '1' }), configuration({ ReplicaCount: '1', Slots: '0-1' }))).toEqual([]);
    expect(replacements(configuration({ Slots: '0-2' }), configuration({ Slots: '0-1' }))).toHaveLength(1);
  });

  test('Redis OSS to Valkey is refused with what is known of it', () => {
    const [change] = findReplacements(propertiesWith({ Engine: 'valkey' }), { before: propertiesWith({ Engine: 'redis' }), live: undefined });
    expect(change?.hint).toContain('in place');
  });
});

describe('with a new guard, the live group decides', () => {
  test.each<[string, object, string[]]>([
    ['the same', WANTED, []],
    ['the same in upper case', { NetworkType: 'IPV4', Engine: 'valkey', CacheSubnetGroupName: 'Subnets' }, []],
    ['nothing said, where the defaults live', { Engine: 'valkey' }, []],
    ['nothing said, where another engine lives', {}, ['Engine: valkey -> not set']],
    ['the key by its id', { Engine: 'valkey', KmsKeyId: '1111' }, []],
    ['the key by an alias, which may be any', { Engine: 'valkey', KmsKeyId: 'alias/cache' }, []],
    ['another key', { Engine: 'valkey', KmsKeyId: '2222' }, ['KmsKeyId: arn:aws:kms:eu-central-1:111122223333:key/1111 -> 2222']],
    ['the zones in another order', { Engine: 'valkey', PreferredCacheClusterAZs: ['eu-central-1b', 'eu-central-1a'] }, []],
    ['other zones', { Engine: 'valkey', PreferredCacheClusterAZs: ['eu-central-1c', 'eu-central-1a'] }, [
      'PreferredCacheClusterAZs: ["eu-central-1a","eu-central-1b"] -> ["eu-central-1c","eu-central-1a"]',
    ]],
    ['zones from before nodes were added', { Engine: 'valkey', PreferredCacheClusterAZs: ['eu-central-1c'] }, []],
    ['zones that are no list', { Engine: 'valkey', PreferredCacheClusterAZs: 'eu-central-1c' }, []],
    ['a token', { Engine: 'valkey', AuthToken: 'set' }, ['AuthToken: not set -> set']],
    ['a snapshot, of which the API knows nothing', { Engine: 'valkey', SnapshotName: 'yesterday', NodeGroupConfiguration: [] }, []],
  ])('%s', (_, wanted, expected) => {
    expect(replacements(propertiesWith(wanted, { OnlineResharding: 'false' }), undefined)).toEqual(expected);
  });
});

test('with a new guard, a token that the template leaves out is about to be lost, with the group', () => {
  const live = { ...LIVE, properties: { ...LIVE.properties, AuthToken: 'set' } };
  expect(replacements(propertiesWith({ Engine: 'valkey' }), undefined, live)).toEqual(['AuthToken: set -> not set']);
});

describe('of a serverless cache', () => {
  const serverless = (change: object): GuardProperties => propertiesWith({ ...WANTED_SERVERLESS, ...change }, { ...SERVERLESS_PROPERTIES, Wanted: { ...WANTED_SERVERLESS, ...change } });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', {}, []],
    ['another network type', { NetworkType: 'ipv6' }, ['NetworkType: ipv4 -> ipv6']],
    ['other subnets', { SubnetIds: ['subnet-a', 'subnet-c'] }, ['SubnetIds: ["subnet-b","subnet-a"] -> ["subnet-a","subnet-c"]']],
    ['the same subnets in another order', { SubnetIds: ['subnet-b', 'subnet-a'] }, ['SubnetIds: ["subnet-a","subnet-b"] -> ["subnet-b","subnet-a"]']],
    ['a key', { KmsKeyId: '2222' }, ['KmsKeyId: arn:aws:kms:eu-central-1:111122223333:key/1111 -> 2222']],
    ['another name', { ServerlessCacheName: 'others' }, ['ServerlessCacheName: sessions-1a2b3c4d -> others']],
    ['snapshots', { SnapshotArnsToRestore: ['arn:1'] }, ['SnapshotArnsToRestore: not set -> ["arn:1"]']],
    ['the kind of connection', { ConnectionType: 'other' }, ['ConnectionType: not set -> other']],
    ['what only a group has', { Port: '7000' }, []],
  ])('%s', (_, change, expected) => {
    expect(replacements(serverless(change), serverless({}), LIVE_SERVERLESS)).toEqual(expected);
  });

  test('says of the order of subnets that it should stay', () => {
    const [change] = findReplacements(serverless({ SubnetIds: ['subnet-b', 'subnet-a'] }), { before: serverless({}), live: LIVE_SERVERLESS });
    expect(change?.hint).toContain('keep the order');
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['as it lives, the subnets in another order', {}, []],
    ['another network type', { NetworkType: 'dual_stack' }, ['NetworkType: ipv4 -> dual_stack']],
    ['no network type, of which nobody knows what ElastiCache would make', { NetworkType: undefined }, []],
    ['other subnets', { SubnetIds: ['subnet-a'] }, ['SubnetIds: ["subnet-b","subnet-a"] -> ["subnet-a"]']],
    ['another name', { ServerlessCacheName: 'others' }, ['ServerlessCacheName: sessions-1a2b3c4d -> others']],
    ['snapshots, of which the API knows nothing', { SnapshotArnsToRestore: ['arn:1'] }, []],
  ])('with a new guard: %s', (_, change, expected) => {
    const all: Record<string, unknown> = { ...WANTED_SERVERLESS, ...change };
    const wanted = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    expect(replacements(propertiesWith(wanted, { ...SERVERLESS_PROPERTIES, Wanted: wanted }), undefined, LIVE_SERVERLESS)).toEqual(expected);
  });
});

describe('isComparable', () => {
  test('only for the same properties of the same group', () => {
    expect(isComparable(BEFORE, BEFORE)).toBe(true);
    expect(isComparable(BEFORE, propertiesWith(WANTED, { WantedSet: '0' }))).toBe(false);
    expect(isComparable(BEFORE, propertiesWith(WANTED, { GroupLogicalId: 'Other' }))).toBe(false);
    expect(isComparable(BEFORE, propertiesWith(WANTED, { CacheKind: 'SERVERLESS' }))).toBe(false);
    expect(isComparable(BEFORE, undefined)).toBe(false);
  });
});
