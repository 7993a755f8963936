import { readGroup } from '../../../../rehearsal/elasticache/group-configuration';
import { heldDeviations, passedDeviations, type SeenOfReachability } from '../../../../rehearsal/scenario/proofs/reachability-proof';

const MUTE = 'cache-0002-002';
const configuration = readGroup({ NetworkType: 'dual_stack', IpDiscovery: 'ipv4', NumNodeGroups: 1, ReplicasPerNodeGroup: 1 });
const node = { memberId: MUTE, nodeGroupId: '0002', runId: 'a1', keys: 0, checksum: 'c1' };
const look = { configuration, nodes: [node] };
const modified = { look, changes: [{ operation: 'ModifyReplicationGroup' as const, replicationGroupId: 'cache' }] };
const MODIFIED = 'ModifyReplicationGroup was called for cache while a reachability gate waited';

describe('where a node never comes to listen', () => {
  const reason = `1 of 4 nodes is not proven to be on ipv6 after 10 s\n${MUTE} (RESOLVED, not CONNECTED): nothing listens there`;
  const seen = (more: Partial<SeenOfReachability> = {}): SeenOfReachability => ({
    before: look,
    held: { look, changes: [] },
    listenedAt: undefined,
    openedAt: undefined,
    answers: ['reachability gate NOT_JUDGED'],
    failedType: 'Custom::ElastiCacheReachabilityGate',
    reason,
    ipDiscovery: 'ipv4',
    ...more,
  });

  test('nothing is wrong with a group that nobody touched, and a reason that names the node', () => {
    expect(heldDeviations(seen(), MUTE)).toEqual([]);
  });

  test.each<[string, Partial<SeenOfReachability>, string]>([
    ['a call that changed the group', { held: modified }, MODIFIED],
    ['other settings', { held: { look: { ...look, configuration: { ...configuration, ipDiscovery: 'ipv6' } }, changes: [] } }, 'the settings of the group changed'],
    ['a node that was started again', { held: { look: { ...look, nodes: [{ ...node, runId: 'b2' }] }, changes: [] } }, `the node ${MUTE} was started again`],
    ['a probe that found every node', { openedAt: 1 }, `the probe found every node, although ${MUTE} did not listen on ipv6`],
    [
      'the failure of another gate',
      { failedType: 'Custom::ElastiCachePropagationGate', reason: `${MUTE} is silent` },
      `not a reachability gate failed first, but Custom::ElastiCachePropagationGate: ${MUTE} is silent`,
    ],
    ['a reason that names nobody', { reason: 'timeout' }, `the reason does not name ${MUTE}: timeout`],
  ])('but with %s there is', (_, more, sentence) => {
    expect(heldDeviations(seen(more), MUTE)).toEqual([sentence]);
  });
});

describe('where a node comes to listen', () => {
  const answers = ['reachability gate OPEN (ANSWERED)', 'reachability gate OPEN (ANSWERED)', 'propagation gate OPEN (ANSWERED)'];
  const seen = (more: Partial<SeenOfReachability> = {}): SeenOfReachability => ({
    before: look,
    held: { look, changes: [] },
    listenedAt: 1000,
    openedAt: 1100,
    answers,
    failedType: 'nothing',
    reason: '',
    ipDiscovery: 'ipv6',
    ...more,
  });

  test('nothing is wrong with a group that is flipped afterwards', () => {
    expect(passedDeviations(seen())).toEqual([]);
  });

  test.each<[string, Partial<SeenOfReachability>, string]>([
    ['no gate that waited', { listenedAt: undefined }, 'no reachability gate waited for the node'],
    ['a call that changed the group before', { held: modified }, MODIFIED],
    ['a gate that opened before', { openedAt: 999 }, 'the gate did not open after the node came to listen, but before or never'],
    ['a gate that never opened', { openedAt: undefined }, 'the gate did not open after the node came to listen, but before or never'],
    [
      'a gate that proved less',
      { answers: ['reachability gate OPEN (ANSWERED)', 'propagation gate OPEN (HANDSHAKE)'] },
      'no propagation gate opened with the evidence ANSWERED, the answers were reachability gate OPEN (ANSWERED), propagation gate OPEN (HANDSHAKE)',
    ],
    ['a group that stays as it was', { ipDiscovery: 'ipv4' }, 'the group was not flipped'],
  ])('but with %s there is', (_, more, sentence) => {
    expect(passedDeviations(seen(more))).toEqual([sentence]);
  });
});
