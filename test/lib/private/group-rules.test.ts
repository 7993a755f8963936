import { UNKNOWN } from '../../../lib/private/fact';
import { type GroupFacts } from '../../../lib/private/group-facts';
import { GROUP_RULES, problemsOf } from '../../../lib/private/group-rules';
import { BROKEN_OPERATIONS, FINE_OPERATIONS, nodeGroup } from './support/broken-operations';

/** A group about which there is nothing to complain. */
const FINE: GroupFacts = {
  ...FINE_OPERATIONS,
  replicationGroupId: undefined,
  engine: 'valkey',
  engineVersion: '8.1',
  nodeType: 'cache.r7g.large',
  networkType: 'dual_stack',
  ipDiscovery: 'ipv4',
  transitEncryptionEnabled: true,
  transitEncryptionMode: 'required',
  clusterMode: 'enabled',
  shards: 3,
  replicasPerShard: 1,
  noReplicasAccepted: false,
  port: 6379,
  authToken: undefined,
  userGroupCount: undefined,
  userGroupEngine: undefined,
  usersHaveIam: false,
  globalReplicationGroupId: undefined,
  topicIsEncrypted: undefined,
  subnets: [{ name: 'Vpc/Private1', hasIpv6: true, isIpv6Only: false }],
  subnetZones: ['a', 'b'],
};

const IAM_USERS: Partial<GroupFacts> = { userGroupCount: 1, usersHaveIam: true };

const withoutIpv6 = (name: string): GroupFacts['subnets'][number] => ({ name, hasIpv6: false, isIpv6Only: false });

/** For every code at least one way to break the rule, and what the message must show: the value and a way out. */
const BROKEN: readonly [code: string, facts: Partial<GroupFacts>, shows: readonly string[]][] = [
  ['IpDiscoveryNeedsIpv6', { networkType: 'ipv4', ipDiscovery: 'ipv6' }, ['"ipv6"', '"ipv4"', 'dual_stack']],
  ['IpDiscoveryNeedsIpv6', { networkType: undefined, ipDiscovery: 'ipv6' }, ['"ipv6"', '"ipv4"', 'dual_stack']],
  ['IpDiscoveryNeedsIpv4', { networkType: 'ipv6', ipDiscovery: 'ipv4', subnets: [] }, ['"ipv4"', '"ipv6"', 'dual_stack']],
  ['GlobalDatastoreNeedsIpv4', { globalReplicationGroupId: 'ldgnf-x' }, ['"ldgnf-x"', '"dual_stack"', '"ipv4"']],
  ['GlobalDatastoreNeedsIpv4', { globalReplicationGroupId: UNKNOWN }, ['a token', '"dual_stack"', '"ipv4"']],
  [
    'SubnetsWithoutIpv6',
    { subnets: [...FINE.subnets, withoutIpv6('Vpc/Private2'), withoutIpv6('Vpc/Private3')] },
    ['"dual_stack"', '2 of the subnets are', 'Vpc/Private2, Vpc/Private3', 'vpcSubnets'],
  ],
  ['SubnetsNotIpv6Only', { networkType: 'ipv6', ipDiscovery: 'ipv6' }, ['"ipv6"', '1 of the subnets is', 'Vpc/Private1']],
  [
    'SubnetsWithoutIpv4',
    { networkType: undefined, subnets: [{ name: 'Vpc/Six', hasIpv6: true, isIpv6Only: true }] },
    ['"ipv4"', 'Vpc/Six', 'vpcSubnets'],
  ],
  ['EngineVersionTooOldForIpv6', { engine: 'valkey', engineVersion: '7.0' }, ['valkey 7.0', 'Valkey 7.2', 'Redis OSS 6.2']],
  ['EngineVersionTooOldForIpv6', { engine: 'redis', engineVersion: '6.0' }, ['redis 6.0', 'Redis OSS 6.2', '"ipv4"']],
  ['EngineVersionTooOldForIpv6', { engine: undefined, engineVersion: '5.0.6' }, ['redis 5.0.6', 'Redis OSS 6.2', '"ipv4"']],
  ['NodeTypeMalformed', { nodeType: 'r7g.large' }, ['"r7g.large"', 'cache.<family>.<size>']],
  ['NodeTypeNotNitro', { nodeType: 'cache.m4.large' }, ['"cache.m4.large"', 'Nitro', '"ipv4"']],
  ['NodeTypeNeedsValkey', { engine: 'redis', engineVersion: '7.1', nodeType: 'cache.r8g.large' }, ['"cache.r8g.large"', '"redis"', 'r7g']],
  ['TransitEncryptionNotStated', { transitEncryptionEnabled: undefined }, ['"valkey"', 'TransitEncryptionEnabled', 'true']],
  [
    'TransitEncryptionModeTooNew',
    { engine: 'redis', engineVersion: '6.2', transitEncryptionMode: 'preferred' },
    ['"preferred"', '"6.2"', '7.0', 'TransitEncryption.REQUIRED'],
  ],
  ['KmsKeyNeedsEncryption', { kmsKeyId: UNKNOWN, atRestEncryption: false }, ['KmsKeyId', 'AtRestEncryptionEnabled', 'leave out']],
  ['AuthTokenNeedsTls', { authToken: UNKNOWN, transitEncryptionEnabled: false }, ['"disabled"', 'Authentication.none()']],
  [
    'AuthTokenNeedsTls',
    { authToken: UNKNOWN, engine: 'redis', transitEncryptionEnabled: undefined },
    ['"disabled"', 'TransitEncryption.REQUIRED'],
  ],
  ['UserGroupNeedsTls', { userGroupCount: 1, transitEncryptionEnabled: false }, ['a user group', '"disabled"']],
  ['UserGroupNeedsTls', { ...IAM_USERS, transitEncryptionEnabled: false }, ['IAM', '"disabled"', 'Authentication.none()']],
  ['UserGroupNeedsRequiredTls', { userGroupCount: 1, transitEncryptionMode: 'preferred' }, ['"preferred"', 'REQUIRED']],
  ['AuthTokenWithUserGroup', { authToken: UNKNOWN, userGroupCount: 1 }, ['AuthToken', 'UserGroupIds', 'leave one out']],
  ['AuthTokenInClearText', { authToken: 'correct-horse-battery' }, ['clear text', 'authTokenFromSecret']],
  [
    'EngineVersionTooOldForUserGroup',
    { engine: 'redis', engineVersion: '5.0.6', userGroupCount: 1, networkType: 'ipv4' },
    ['redis 5.0.6', 'Redis OSS 6.0'],
  ],
  ['EngineVersionTooOldForIam', { engine: 'redis', engineVersion: '6.2', ...IAM_USERS }, ['redis 6.2', 'Redis OSS 7.0']],
  [
    'EngineVersionTooOldForIam',
    { engine: undefined, engineVersion: '6.2', ...IAM_USERS },
    ['redis 6.2', 'generatedAuthToken()'],
  ],
  [
    'UserGroupEngineMismatch',
    { engine: 'redis', engineVersion: '7.1', userGroupCount: 1, userGroupEngine: 'Valkey' },
    ['"redis"', '"valkey"', 'fits both'],
  ],
  ['ShardsOutOfRange', { shards: 0 }, ['0', '1 to 500']],
  ['ShardsOutOfRange', { shards: 501 }, ['501', '1 to 500']],
  ['ReplicasOutOfRange', { replicasPerShard: 6 }, ['6', '0 to 5']],
  ['TooManyNodes', { shards: 500, replicasPerShard: 1 }, ['500', '1', '1000 nodes', 'fewer']],
  [
    'TooManyNodes',
    { shards: 84, replicasPerShard: UNKNOWN, nodeGroups: Array.from({ length: 84 }, (_, index) => nodeGroup({ replicas: index === 0 ? 4 : 5 })) },
    ['84', 'differ', '503 nodes'],
  ],
  ['ShardsNeedClusterMode', { clusterMode: 'disabled', shards: 2 }, ['2', '"disabled"', 'ClusterMode.ENABLED']],
  [
    'ShardsNeedClusterMode',
    { clusterMode: 'compatible', shards: 2 },
    ['2', '"compatible"', 'ClusterMode.ENABLED in a later deployment'],
  ],
  ['ClusterModeNeedsReplica', { replicasPerShard: 0 }, ['0', '1 to 5', 'allowNoReplicas: true']],
  ['ClusterModeNeedsReplica', { replicasPerShard: UNKNOWN, nodeGroups: [nodeGroup({ replicas: 0 })] }, ['0', 'allowNoReplicas: true']],
  [
    'CompatibleModeNeedsReplica',
    { clusterMode: 'compatible', shards: 1, replicasPerShard: 0, multiAz: false },
    ['0', '"compatible"', '1 to 5'],
  ],
  [
    'CompatibleModeNeedsNewerEngine',
    { clusterMode: 'compatible', shards: 1, engine: 'redis', engineVersion: '6.2' },
    ['"compatible"', '"6.2"', '7.0'],
  ],
  ['PortOutOfRange', { port: 70_000 }, ['70000', '1 to 65535', '6379']],
  ['ReplicationGroupIdMalformed', { replicationGroupId: 'a_b' }, ['"a_b"', '40', 'leave it out']],
  ...BROKEN_OPERATIONS,
];

/** What is judged for being set at all, to whatever value. */
const KNOWN_TO_BE_SET: Readonly<Record<string, readonly string[]>> = {
  globalReplicationGroupId: ['GlobalDatastoreNeedsIpv4'],
  preferredZones: ['PreferredZonesNeedOneShard'],
  snapshotArns: ['SnapshotArnsNeedSlots'],
};

describe('group rules', () => {
  it('find nothing wrong with a good group', () => {
    expect(problemsOf(FINE)).toEqual([]);
  });

  it.each(BROKEN)('fails with %s: %j', (code, facts, shows) => {
    const problems = problemsOf({ ...FINE, ...facts });

    expect(problems.map((problem) => problem.code)).toEqual([code]);
    shows.forEach((part) => {
      expect(problems[0]?.message).toContain(part);
    });
  });

  it.each(BROKEN)('speaks in the house style: %s (%#)', (_, facts) => {
    const [problem] = problemsOf({ ...FINE, ...facts });

    expect(problem?.message).toMatch(/^[a-z]/);
    expect(problem?.message).not.toMatch(/\.$|\$\{|\n|undefined|Symbol|Token\[/);
    // first what is wrong, then after a colon what to do about it
    expect(problem?.message).toMatch(/: \S/);
  });

  it('are all tested above', () => {
    expect(GROUP_RULES.map(({ code }) => code)).toEqual([...new Set(BROKEN.map(([code]) => code))]);
  });

  it('have stable codes in one style, each only once', () => {
    const codes = GROUP_RULES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    codes.forEach((code) => {
      expect(code).toMatch(/^([A-Z][a-z0-9]+)+$/);
    });
  });

  it('report several problems, in the order of the table', () => {
    const codes = problemsOf({ ...FINE, port: 0, shards: 0, networkType: 'ipv4', ipDiscovery: 'ipv6' }).map(({ code }) => code);

    expect(codes).toEqual(['IpDiscoveryNeedsIpv6', 'ShardsOutOfRange', 'PortOutOfRange']);
  });

  it.each(Object.keys(FINE).filter((name) => !['subnets', 'deliveredLogs', 'noReplicasAccepted', 'usersHaveIam'].includes(name)))(
    'never judge what is only known during deployment: %s',
    (name) => {
      const codes = problemsOf({ ...FINE, [name]: UNKNOWN }).map(({ code }) => code);

      expect(codes).toEqual(KNOWN_TO_BE_SET[name] ?? []);
    },
  );

  it.each(['7.x', '7', 'latest', '7.2', '10.0'])('take an inexact or new version for new enough: %s', (engineVersion) => {
    expect(problemsOf({ ...FINE, engineVersion })).toEqual([]);
  });

  it('let a group without replicas pass if that is accepted', () => {
    expect(problemsOf({ ...FINE, replicasPerShard: 0, noReplicasAccepted: true })).toEqual([]);
  });
});
