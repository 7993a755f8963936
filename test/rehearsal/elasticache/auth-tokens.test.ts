import { DescribeReplicationGroupsCommand, ElastiCacheClient, type ModifyReplicationGroupCommandInput, ModifyReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ResourceProvider } from '../../../rehearsal/cloudformation/resource-provider';
import { type CacheCluster, type ClusterOptions } from '../../../rehearsal/cluster/cluster';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { findRedisServer } from '../../../rehearsal/cluster/find-redis-server';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { elastiCacheService } from '../../../rehearsal/elasticache/elasticache-service';
import { ReplicationGroups } from '../../../rehearsal/elasticache/replication-groups';
import { type FrontDoor, startFrontDoor } from '../../../rehearsal/http/front-door';
import { Iam } from '../../../rehearsal/iam/iam';
import { contextOf } from '../resource-context';

const TYPE = 'AWS::ElastiCache::ReplicationGroup';
const CONTEXT = contextOf(TYPE, 'Cache');
const [FIRST, SECOND, THIRD] = ['first-token-of-16', 'second-token-of-16', 'third-token-of-16'] as const;
const GROUP = { ReplicationGroupDescription: 'x', ReplicationGroupId: 'cache', TransitEncryptionEnabled: true, NumNodeGroups: 1, ReplicasPerNodeGroup: 1, AuthToken: FIRST };

const kinds: [string, (options: ClusterOptions) => Promise<CacheCluster>][] = [['embedded', startEmbeddedCluster]];
if (findRedisServer() !== undefined) kinds.push(['real', startRedisCluster]);

describe.each(kinds)('AUTH tokens of a group of %s nodes', (name, startNodes) => {
  const showsApi = name === 'embedded';
  let groups: ReplicationGroups;
  let door: FrontDoor;
  let client: ElastiCacheClient;

  beforeEach(async () => {
    groups = new ReplicationGroups({ log: () => undefined, startNodes, tokenMillis: 40, nodeTimeoutMillis: 1000 });
    door = await startFrontDoor({
      services: [elastiCacheService(groups, new Iam(() => undefined), { region: 'us-east-1', account: '123456789012' })],
      callers: { callerOf: () => undefined },
      onResponse: () => false,
      log: () => undefined,
    });
    client = new ElastiCacheClient({ endpoint: door.url, region: 'us-east-1', credentials: { accessKeyId: 'CLI', secretAccessKey: 'x' }, maxAttempts: 1 });
    await provider().create(GROUP, CONTEXT);
  });
  afterEach(async () => {
    client.destroy();
    await groups.close();
    await door.close();
  });

  const provider = (): ResourceProvider => {
    const found = groups.providers[TYPE];
    if (found === undefined) throw new Error('no provider');
    return found;
  };
  const modify = (more: Partial<ModifyReplicationGroupCommandInput>) =>
    client.send(new ModifyReplicationGroupCommand({ ReplicationGroupId: 'cache', ApplyImmediately: true, ...more }));
  const shown = async () => (await client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'cache' }))).ReplicationGroups?.[0];
  const change = async (AuthToken: string, AuthTokenUpdateStrategy: 'ROTATE' | 'SET') => {
    await modify({ AuthToken, AuthTokenUpdateStrategy });
    while ((await shown())?.Status !== 'available') await sleep(5);
  };
  /** Which of the tokens every node takes. */
  const accepted = async (): Promise<readonly string[]> => {
    const tries = [FIRST, SECOND, THIRD].map(async (token) => {
      const logins = groups.members().map(({ node }) => node.command(['AUTH', 'default', token]).then(() => true, () => false));
      return (await Promise.all(logins)).every(Boolean) ? [token] : [];
    });
    return (await Promise.all(tries)).flat();
  };

  test('the first comes with the group', async () => {
    expect(await accepted()).toEqual([FIRST]);
    expect(await shown()).toMatchObject({ AuthTokenEnabled: true, AuthTokenLastModifiedDate: expect.any(Date) as Date, Status: 'available' });
  });

  test('ROTATE adds one, and drops the older of two', async () => {
    await change(SECOND, 'ROTATE');
    expect(await accepted()).toEqual([FIRST, SECOND]);
    await change(THIRD, 'ROTATE');
    expect(await accepted()).toEqual([SECOND, THIRD]);
  });

  test('SET leaves the newest only, and takes no other', async () => {
    await change(SECOND, 'ROTATE');
    await expect(change(FIRST, 'SET')).rejects.toThrow('must be the AuthToken that was rotated last');
    await change(SECOND, 'SET');
    expect(await accepted()).toEqual([SECOND]);
    await change(SECOND, 'SET');
    expect(await accepted()).toEqual([SECOND]);
  });

  (showsApi ? describe : describe.skip)(showsApi ? 'of which no node has a part' : 'of which no node has a part (skipped: shown with embedded nodes)', () => {
    test('a change takes its time, in which no other can begin', async () => {
      const before = (await shown())?.AuthTokenLastModifiedDate;
      await modify({ AuthToken: SECOND, AuthTokenUpdateStrategy: 'ROTATE' });

      expect(await shown()).toMatchObject({ Status: 'modifying', PendingModifiedValues: { AuthTokenStatus: 'ROTATING' }, AuthTokenLastModifiedDate: before });
      await expect(modify({ AuthToken: THIRD, AuthTokenUpdateStrategy: 'ROTATE' })).rejects.toMatchObject({ name: 'InvalidReplicationGroupStateFault' });
    });

    test.each<[string, Partial<ModifyReplicationGroupCommandInput>, string]>([
      ['a token that is too short', { AuthToken: 'short', AuthTokenUpdateStrategy: 'ROTATE' }, 'Invalid AuthToken provided.'],
      ['a token with a character that is not allowed', { AuthToken: `${SECOND}@`, AuthTokenUpdateStrategy: 'ROTATE' }, 'Invalid AuthToken provided.'],
      ['another strategy', { AuthToken: SECOND, AuthTokenUpdateStrategy: 'DELETE' }, 'Invalid AuthTokenUpdateStrategy: DELETE'],
      ['a change that waits', { AuthToken: SECOND, AuthTokenUpdateStrategy: 'ROTATE', ApplyImmediately: false }, 'must be applied immediately'],
      ['no token', {}, 'AuthToken'],
      ['what is not modelled', { AuthToken: SECOND, AuthTokenUpdateStrategy: 'ROTATE', CacheNodeType: 'cache.r7g.large' }, 'the offline AWS does not change CacheNodeType'],
    ])('refuse %s', async (_, more, message) => {
      await expect(modify(more)).rejects.toThrow(message);
      expect(await accepted()).toEqual([FIRST]);
    });

    test('CloudFormation, which hands on the newest token, changes nothing; another one it rotates', async () => {
      const current = { physicalId: 'cache', attributes: {} };
      await provider().update(current, GROUP, { ...GROUP, SnapshotRetentionLimit: 2 }, CONTEXT);
      expect((await shown())?.Status).toBe('available');

      await provider().update(current, GROUP, { ...GROUP, AuthToken: SECOND }, CONTEXT);
      while ((await shown())?.Status !== 'available') await sleep(5);
      expect(await accepted()).toEqual([FIRST, SECOND]);
    });

    test('there is none without TLS, and none for a group that was made without', async () => {
      await expect(provider().create({ ...GROUP, ReplicationGroupId: 'plain', TransitEncryptionEnabled: false }, CONTEXT)).rejects.toThrow('in-transit encryption');
      await provider().create({ ...GROUP, ReplicationGroupId: 'open', AuthToken: undefined }, CONTEXT);
      await expect(modify({ ReplicationGroupId: 'open', AuthToken: SECOND, AuthTokenUpdateStrategy: 'ROTATE' })).rejects.toThrow('made without one');
      await expect(modify({ ReplicationGroupId: 'none', AuthToken: SECOND, AuthTokenUpdateStrategy: 'ROTATE' })).rejects.toThrow('ReplicationGroup none not found.');
    });
  });
});
