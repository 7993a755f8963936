import { Dialer } from '../../../lambda/probe/dial/dialer';
import { iamToken } from '../../../lambda/probe/credentials/iam-token';
import { command, RespConnection } from '../../../lambda/probe/resp/resp-connection';
import { RehearsalAuthority } from '../../../rehearsal/certificates/rehearsal-authority';
import { type Properties, type ResourceState } from '../../../rehearsal/cloudformation/resource-provider';
import { LOOPBACK } from '../../../rehearsal/cluster/loopback';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { findRedisServer } from '../../../rehearsal/cluster/find-redis-server';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { type Addresses } from '../../../rehearsal/dns/name-server';
import { ReplicationGroups } from '../../../rehearsal/elasticache/replication-groups';
import { IamTokens } from '../../../rehearsal/elasticache/users/iam-tokens';
import { OFFLINE_CREDENTIALS } from '../../../rehearsal/http/offline-credentials';
import { Iam } from '../../../rehearsal/iam/iam';
import { contextOf } from '../resource-context';

const ARN = 'arn:aws:elasticache:us-east-1:123456789012';
const GROUP = { ReplicationGroupDescription: 'x', NetworkType: 'dual_stack', TransitEncryptionEnabled: true, NumNodeGroups: 1, ReplicasPerNodeGroup: 1 };
const isReal = findRedisServer() !== undefined;

describe('replication groups with in-transit encryption', () => {
  const authority = new RehearsalAuthority();
  const names = new Map<string, Addresses>();
  const iam = new Iam(() => undefined);
  const callers: { accessKeyId: string; roleArn: string }[] = [];
  let groups: ReplicationGroups;
  beforeAll(async () => {
    await authority.create();
    groups = new ReplicationGroups({
      log: () => undefined,
      startNodes: isReal ? startRedisCluster : startEmbeddedCluster,
      nodeTimeoutMillis: 1000,
      names: { set: (name, addresses) => names.set(name, addresses), delete: (name) => names.delete(name) },
      authority: () => authority.require(),
      iamTokens: new IamTokens({ callers: () => callers, iam, region: 'us-east-1', account: '123456789012' }),
    });
  });
  afterAll(async () => {
    await groups.close();
    authority.close();
  });

  const create = async (type: string, name: string, properties: Properties): Promise<ResourceState> => {
    const provider = groups.providers[`AWS::ElastiCache::${type}`];
    if (provider === undefined) throw new Error(`no ${type}`);
    return provider.create(properties, contextOf(`AWS::ElastiCache::${type}`, name));
  };
  const update = async (type: string, state: ResourceState, properties: Properties): Promise<void> => {
    await groups.providers[`AWS::ElastiCache::${type}`]?.update(state, {}, properties, contextOf(`AWS::ElastiCache::${type}`, 'x'));
  };
  /** A function whose role has these rights. */
  const callerWith = async (name: string, resources: readonly string[]): Promise<string> => {
    const statement = { Effect: 'Allow', Action: 'elasticache:Connect', Resource: resources.map((resource) => `${ARN}:${resource}`) };
    const role = await iam.providers['AWS::IAM::Role']?.create({ Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [statement] } }] }, contextOf('AWS::IAM::Role', name));
    const accessKeyId = `ASIA${name.toUpperCase()}`;
    callers.push({ accessKeyId, roleArn: String(role?.attributes['Arn']) });
    return accessKeyId;
  };
  /** As the probe does: by the name, over one family, with TLS. */
  const ask = async (host: string, port: number, words: readonly (readonly string[])[]): Promise<unknown> => {
    const lookup = (name: string, family: 'ipv4' | 'ipv6') => Promise.resolve([names.get(name)?.[family] ?? []].flat());
    const { pem } = await authority.require();
    const { socket } = await new Dialer({ targetFamily: 'ipv6', tls: { ca: pem }, lookup }).dial({ id: 'node', host, port }, new AbortController().signal);
    const connection = new RespConnection(socket);
    try {
      return (await connection.exchange(words.map((each) => command(...each)))).at(-1);
    } finally {
      connection.close();
    }
  };
  const endpoint = (id: string, index = 0) => {
    const group = groups.find(id);
    const member = group?.members[index];
    if (!group || !member) throw new Error(`no node ${index} of ${id}`);
    return group.endpointOf(member);
  };
  const askNode = (id: string, ...words: readonly (readonly string[])[]) => ask(endpoint(id).Address, endpoint(id).Port, words);

  test('have names that lead to the families of the network type, and go with the group', async () => {
    await create('ReplicationGroup', 'Plain', { ...GROUP, ReplicationGroupId: 'both' });
    await create('ReplicationGroup', 'Four', { ...GROUP, ReplicationGroupId: 'four', NetworkType: 'ipv4' });
    const both = [...names].filter(([name]) => name.includes('both'));
    expect(both.map(([name]) => name.replace(/\.[0-9a-f]{6}\./, '.MARK.'))).toEqual([
      'both-0001-001.both.MARK.use1.cache.amazonaws.com',
      'both-0001-002.both.MARK.use1.cache.amazonaws.com',
      'clustercfg.both.MARK.use1.cache.amazonaws.com',
    ]);
    expect(both.every(([, addresses]) => addresses.ipv4 === LOOPBACK.ipv4 && addresses.ipv6 === LOOPBACK.ipv6)).toBe(true);
    expect([...names].filter(([name]) => name.includes('four')).map(([, addresses]) => addresses)).toEqual(Array(3).fill({ ipv4: LOOPBACK.ipv4 }));
    expect(await askNode('both', ['PING'])).toBe('PONG');
    await expect(askNode('four', ['PING'])).rejects.toMatchObject({ stage: 'RESOLVED' });
    await groups.providers['AWS::ElastiCache::ReplicationGroup']?.delete({ physicalId: 'both', attributes: {} }, {}, contextOf('AWS::ElastiCache::ReplicationGroup', 'Plain'));
    expect([...names.keys()].filter((name) => name.includes('both'))).toEqual([]);
  });

  test('announce names', async () => {
    await create('ReplicationGroup', 'Names', { ...GROUP, ReplicationGroupId: 'named' });
    const rows = (await askNode('named', ['CLUSTER', 'SLOTS'])) as [number, number, ...[string, number][]][];
    expect(rows.flatMap(([, , ...entries]) => entries.map(([host]) => host))).toEqual([endpoint('named', 0).Address, endpoint('named', 1).Address]);
  });

  test('with an AUTH token: who has it gets in', async () => {
    await create('ReplicationGroup', 'Token', { ...GROUP, ReplicationGroupId: 'token', AuthToken: 'sixteen-or-more-characters' });
    await expect(askNode('token', ['PING'])).rejects.toThrow(/^NOAUTH/);
    await expect(askNode('token', ['AUTH', 'another-one-of-16-characters'], ['PING'])).rejects.toThrow(/^WRONGPASS/);
    expect(await askNode('token', ['AUTH', 'sixteen-or-more-characters'], ['PING'])).toBe('PONG');
  });

  test('without cluster mode: a primary and a reader endpoint, behind which nobody knows of a cluster', async () => {
    const shape = { NumNodeGroups: undefined, ReplicasPerNodeGroup: undefined, ClusterMode: 'disabled', NumCacheClusters: 2 };
    const state = await create('ReplicationGroup', 'Single', { ...GROUP, ...shape, ReplicationGroupId: 'single' });
    const { PrimaryEndPoint, ReaderEndPoint } = state.attributes as Record<string, { Address: string; Port: string }>;
    for (const { Address = '', Port = '' } of [PrimaryEndPoint ?? {}, ReaderEndPoint ?? {}] as { Address?: string; Port?: string }[]) {
      expect(await ask(Address, Number(Port), [['PING']])).toBe('PONG');
      await expect(ask(Address, Number(Port), [['CLUSTER', 'SLOTS']])).rejects.toThrow('ERR This instance has cluster support disabled');
    }
    expect([PrimaryEndPoint?.Address.split('.')[0], ReaderEndPoint?.Address.split('.')[0]]).toEqual(['master', 'replica']);
    if (!isReal) return;
    expect(await ask(PrimaryEndPoint?.Address ?? '', Number(PrimaryEndPoint?.Port), [['SET', 'key', 'value']])).toBe('OK');
    await expect(ask(ReaderEndPoint?.Address ?? '', Number(ReaderEndPoint?.Port), [['SET', 'key', 'value']])).rejects.toThrow(/^READONLY/);
  });

  describe('with users of IAM', () => {
    const KEYS = { region: 'us-east-1', ...OFFLINE_CREDENTIALS.function };
    let mayConnect = '';
    let mayNot = '';
    let userGroup: ResourceState;
    const tokenOf = (accessKeyId: string, replicationGroupId = 'iam', userId = 'probe') => iamToken({ userId, replicationGroupId }, { ...KEYS, accessKeyId });
    const login = async (accessKeyId: string, then: readonly string[] = ['PING']) => askNode('iam', ['AUTH', 'probe', await tokenOf(accessKeyId)], then);
    beforeAll(async () => {
      await create('User', 'Nobody', { UserId: 'nobody', UserName: 'default', Engine: 'redis', AccessString: 'off -@all', AuthenticationMode: { Type: 'no-password-required' } });
      await create('User', 'Probe', { UserId: 'Probe', UserName: 'probe', Engine: 'redis', AccessString: 'on -@all +ping +cluster|slots', AuthenticationMode: { Type: 'iam' } });
      userGroup = await create('UserGroup', 'Users', { UserGroupId: 'users', Engine: 'redis', UserIds: ['nobody', 'probe'] });
      mayConnect = await callerWith('may', ['replicationgroup:iam', 'user:probe']);
      mayNot = await callerWith('maynot', ['replicationgroup:iam']);
      await create('ReplicationGroup', 'Iam', { ...GROUP, ReplicationGroupId: 'iam', UserGroupIds: ['users'] });
    });

    test('who may connect to the group and to the user gets in, with the token of this moment', async () => {
      expect(await login(mayConnect)).toBe('PONG');
    });

    test('who may connect to one of both only does not', async () => {
      await expect(login(mayNot)).rejects.toThrow(/^WRONGPASS/);
    });

    test('nor does a token for another group, or an old one, or none', async () => {
      const [elsewhere, old] = [await tokenOf(mayConnect, 'other'), await iamToken({ userId: 'probe', replicationGroupId: 'iam' }, { ...KEYS, accessKeyId: mayConnect }, new Date(Date.now() - 901_000))];
      await expect(askNode('iam', ['AUTH', 'probe', elsewhere])).rejects.toThrow(/^WRONGPASS/);
      await expect(askNode('iam', ['AUTH', 'probe', old])).rejects.toThrow(/^WRONGPASS/);
      await expect(askNode('iam', ['PING'])).rejects.toThrow(/^NOAUTH/);
    });

    test('a token that was made a moment later is good too', async () => {
      await new Promise((resolve) => setTimeout(resolve, 2500));
      expect(await login(mayConnect)).toBe('PONG');
    });

    test('the access string holds', async () => {
      if (!isReal) return;
      await expect(login(mayConnect, ['GET', 'key'])).rejects.toThrow(/^NOPERM/);
      await expect(login(mayConnect, ['CLUSTER', 'NODES'])).rejects.toThrow(/^NOPERM/);
      await update('User', { physicalId: 'probe', attributes: {} }, { UserName: 'probe', Engine: 'redis', AccessString: 'on -@all +cluster|nodes', AuthenticationMode: { Type: 'iam' } });
      expect(await login(mayConnect, ['CLUSTER', 'NODES'])).toContain('myself');
    });

    test('a node that was restarted knows the users again', async () => {
      const node = groups.members('iam')[0]?.node;
      await node?.restart();
      await new Promise((resolve) => setTimeout(resolve, 2500));
      expect(await login(mayConnect, ['CLUSTER', 'NODES'])).toContain('myself');
    });

    test('who is no longer in the user group does not get in', async () => {
      await update('UserGroup', userGroup, { Engine: 'redis', UserIds: ['nobody'] });
      await expect(login(mayConnect)).rejects.toThrow(/^WRONGPASS/);
    });
  });

  test('what AWS refuses is refused', async () => {
    await expect(create('User', 'Odd', { UserId: 'odd', UserName: 'other', Engine: 'redis', AuthenticationMode: { Type: 'iam' } })).rejects.toThrow('User name must be identical to the user id');
    await expect(create('User', 'Weak', { UserId: 'weak', UserName: 'weak', Engine: 'redis', AccessString: 'on' })).rejects.toThrow('User weak has neither a password nor another way');
    await expect(create('User', 'Odd2', { UserId: 'odd2', UserName: 'odd2', Engine: 'redis', AuthenticationMode: { Type: 'magic' } })).rejects.toThrow('AuthenticationMode is "magic"');
    await expect(create('UserGroup', 'None', { UserGroupId: 'none', Engine: 'redis', UserIds: ['nobody-there'] })).rejects.toThrow('User nobody-there not found');
    await expect(create('UserGroup', 'NoDefault', { UserGroupId: 'no-default', Engine: 'redis', UserIds: ['probe'] })).rejects.toThrow('needs to contain a user with the user name default');
    await expect(create('ReplicationGroup', 'X', { ...GROUP, UserGroupIds: ['not-there'] })).rejects.toThrow('UserGroup not-there not found');
    await expect(create('ReplicationGroup', 'X', { ...GROUP, TransitEncryptionEnabled: false, UserGroupIds: ['users'] })).rejects.toThrow('UserGroupIds are only supported when in-transit encryption is required');
    if (!isReal) return;
    await create('User', 'Bad', { UserId: 'bad', UserName: 'bad', Engine: 'redis', AccessString: 'on +no-such-command', Passwords: ['sixteen-or-more-characters'] });
    await create('UserGroup', 'Bads', { UserGroupId: 'bads', Engine: 'valkey', UserIds: ['bad'] });
    await expect(create('ReplicationGroup', 'X', { ...GROUP, UserGroupIds: ['bads'] })).rejects.toThrow(/Error in ACL SETUSER modifier '\+no-such-command'/);
  });
});
