import { AccessString } from '../../../../lib';
import { type CacheCluster } from '../../../../rehearsal/cluster/cluster';
import { startRedisCluster } from '../../../../rehearsal/cluster/redis-cluster';
import { describeWithServers, nodeAt } from '../../../lambda/probe/real-cluster';

const OK = 'OK';

describeWithServers('AccessString: on a real server', () => {
  let cluster: CacheCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster({ shards: 1, replicasPerShard: 0 });
  });
  afterAll(async () => {
    await cluster.close();
  });

  const server = (...words: readonly string[]): Promise<unknown> => nodeAt(cluster, 0).command(words);

  /** What the server would answer the user, without running the command. */
  async function dryRun(access: AccessString, command: string): Promise<string> {
    await server('ACL', 'SETUSER', 'client', 'reset', ...access.text.split(' '));
    return String(await server('ACL', 'DRYRUN', 'client', ...command.split(' ')));
  }

  it.each([
    AccessString.readOnly(),
    AccessString.readWrite().withClientCommands(),
    AccessString.fullAccess(),
    AccessString.off(),
    AccessString.readOnly().keys('app:*').channels('news').allowCommands('publish', 'client|list').denyCategories('dangerous'),
    AccessString.noCommands().readKeys('a:*').writeKeys('b:*').allowCategories('pubsub').denyCommands('psubscribe'),
  ])('is understood by the engine: %s', async (access) => {
    await expect(server('ACL', 'SETUSER', 'client', 'reset', ...access.text.split(' '))).resolves.toBe(OK);
  });

  it.each([
    ['GET app:1', true],
    ['GET other:1', false],
    ['SET app:1 x', false],
    ['CLUSTER SLOTS', true],
    ['CLUSTER SHARDS', true],
    ['CLUSTER NODES', true],
    ['PING', true],
    ['READONLY', true],
    ['INFO', true],
    ['COMMAND', true],
    ['CLIENT SETNAME me', true],
    ['CLIENT KILL ID 1', false],
    ['CLIENT LIST', false],
    ['CLUSTER RESET', false],
    ['CONFIG GET maxmemory', false],
    ['FLUSHALL', false],
    ['SUBSCRIBE news', false],
  ])('lets a reader of app:* do what it must: %s is %s', async (command, isAllowed) => {
    const answer = await dryRun(AccessString.readOnly().keys('app:*').withClientCommands(), command);

    expect(answer === OK).toBe(isAllowed);
  });

  it.each([
    ['SET app:1 x', true],
    ['DEL app:1', true],
    ['FLUSHALL', false],
    ['FLUSHDB', false],
    ['CONFIG SET maxmemory 1', false],
  ])('lets who reads and writes not empty the cache: %s is %s', async (command, isAllowed) => {
    expect((await dryRun(AccessString.readWrite().withClientCommands(), command)) === OK).toBe(isAllowed);
  });

  it('shuts the default user out, with no password to guess', async () => {
    await server('ACL', 'SETUSER', 'nobody', 'reset', 'nopass', ...AccessString.off().text.split(' '));

    await expect(server('AUTH', 'nobody', 'anything')).rejects.toThrow('WRONGPASS');
  });

  it('has client commands that a user needs to find the cluster, and takes no right away', async () => {
    const own = AccessString.noCommands().allowCommands('keys', 'client|list');

    expect(await dryRun(own.withClientCommands(), 'KEYS *')).toBe(OK);
    expect(await dryRun(own.withClientCommands(), 'CLIENT LIST')).toBe(OK);
    expect(await dryRun(own, 'CLUSTER SLOTS')).not.toBe(OK);
  });
});
