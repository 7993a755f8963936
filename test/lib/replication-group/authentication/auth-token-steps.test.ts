import { type CacheCluster } from '../../../../rehearsal/cluster/cluster';
import { startRedisCluster } from '../../../../rehearsal/cluster/redis-cluster';
import { describeWithServers, nodeAt } from '../../../lambda/probe/real-cluster';

const OLD = 'an-old-token-of-the-cache';
const NEW = 'a-new-token-of-the-cache';
const OK = 'OK';

/**
 * The two steps of docs/chapters/authentication.md, on the engine: ElastiCache documents ROTATE as "the new token too, besides
 * the last one" and SET as "this token only", which are the engine's rules `>token` and `resetpass >token`. That ElastiCache
 * does so is not tested here.
 */
describeWithServers('AUTH token: ROTATE, then SET', () => {
  let cluster: CacheCluster;
  beforeEach(async () => {
    cluster = await startRedisCluster({ shards: 1, replicasPerShard: 0 });
    await server('ACL', 'SETUSER', 'default', 'resetpass', `>${OLD}`);
  });
  afterEach(async () => {
    await cluster.close();
  });

  const server = (...words: readonly string[]): Promise<unknown> => nodeAt(cluster, 0).command(words);
  const rotate = (): Promise<unknown> => server('ACL', 'SETUSER', 'default', `>${NEW}`);
  const set = (): Promise<unknown> => server('ACL', 'SETUSER', 'default', 'resetpass', `>${NEW}`);
  const logIn = (token: string): Promise<unknown> => server('AUTH', token);

  it('lets clients in with either token between the steps, so that they can change one after the other', async () => {
    await expect(logIn(NEW)).rejects.toThrow('WRONGPASS');

    await rotate();

    await expect(logIn(OLD)).resolves.toBe(OK);
    await expect(logIn(NEW)).resolves.toBe(OK);
  });

  it('shuts the old token out with the second step only, and leaves connections as they are', async () => {
    await rotate();
    await set();

    await expect(server('PING')).resolves.toBe('PONG');
    await expect(logIn(OLD)).rejects.toThrow('WRONGPASS');
    await expect(logIn(NEW)).resolves.toBe(OK);
  });

  it('can be done again when nobody knows how far it got', async () => {
    await rotate();
    await rotate();
    await set();
    await set();

    await expect(logIn(NEW)).resolves.toBe(OK);
  });
});
