import { findRedisServer } from '../../../../rehearsal/cluster/find-redis-server';
import { type ReplicationGroup } from '../../../../rehearsal/elasticache/replication-group';
import { ReplicationGroups } from '../../../../rehearsal/elasticache/replication-groups';
import { fill, keysIn, overall, stateOf } from '../../../../rehearsal/scenario/proofs/kept-data';

const hasServer = findRedisServer() !== undefined;

(hasServer ? describe : describe.skip)(`data that must be kept, on real nodes${hasServer ? '' : ' (skipped: there is no redis-server)'}`, () => {
  const groups = new ReplicationGroups({ log: () => undefined, nodeTimeoutMillis: 1000 });
  let group: ReplicationGroup;
  beforeAll(async () => {
    await groups.have({ ReplicationGroupId: 'cache', NumNodeGroups: 2, ReplicasPerNodeGroup: 1 });
    const found = groups.find('cache');
    if (found === undefined) throw new Error('no group');
    group = found;
    await fill(group);
  });
  afterAll(() => groups.close());

  test('is on every node, replicas included, and the same each time it is looked at', async () => {
    const nodes = await stateOf(group);

    expect(keysIn(nodes)).toBe(500);
    expect(new Set(nodes.map(({ checksum }) => checksum)).size).toBe(2);
    expect(nodes.map(({ runId }) => runId.length)).toEqual([40, 40, 40, 40]);
    expect(await stateOf(group)).toEqual(nodes);
  });

  test('a changed value, a lost key and a restarted node are seen', async () => {
    const before = await stateOf(group);
    const at = before.findIndex(({ keys }) => keys > 0);
    const primary = group.members[at]?.node;
    await primary?.command(['SET', String(await primary.command(['RANDOMKEY'])), 'changed']);
    const changed = await stateOf(group);

    expect(overall(changed)).not.toBe(overall(before));
    expect(keysIn(changed)).toBe(500);
    await primary?.command(['DEL', String(await primary.command(['RANDOMKEY']))]);
    expect(keysIn((await stateOf(group)).filter((_, index) => index === at))).toBe((before[at]?.keys ?? 0) - 1);
    await group.members[at + 1]?.node.restart();
    expect((await stateOf(group))[at + 1]?.runId).not.toBe(before[at + 1]?.runId);
  });
});
