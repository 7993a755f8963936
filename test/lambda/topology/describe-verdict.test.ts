import fc from 'fast-check';
import { describeVerdict } from '../../../lambda/topology/describe-verdict';
import { jsonBytes } from '../../../lambda/topology/fit-lines';
import { judge } from '../../../lambda/topology/judge';
import { type MemberStanding, type Verdict } from '../../../lambda/topology/verdict';
import { at, observe, sampleNodes, silence, slotsReply } from './sample-topology';

const nodes = sampleNodes('ipv6');
const old = nodes.map((node, index) => (index === 2 ? { ...node, address: '10.77.0.12' } : node));

describe('a verdict in words', () => {
  test('open', () => {
    expect(describeVerdict(judge(observe(nodes), 'ipv6'), { targetFamily: 'ipv6', waitedMillis: 61_000 })).toBe(
      'every node is proven to be on ipv6 (ANSWERED) after 1 min 1 s: 6 nodes',
    );
    expect(describeVerdict({ kind: 'open', members: [] }, { targetFamily: 'ipv4' })).toBe('every node is proven to be on ipv4: 0 nodes');
  });

  test('waiting: who lags, what each says, for how long, what to check', () => {
    const { expected, members } = observe(nodes, { 1: { slots: slotsReply(old) }, 4: { slots: slotsReply(old) } });
    const some = members.map((member, index) => (index === 5 ? silence(at(nodes, 5), 'ENOTFOUND', 'getaddrinfo ENOTFOUND x') : member));
    expect(describeVerdict(judge({ expected, members: some }, 'ipv6'), { targetFamily: 'ipv6', waitedMillis: 1_800_000 })).toBe(
      [
        '3 of 6 nodes are not proven to be on ipv6 after 30 min 0 s',
        'my-group-0002-001 is still at 10.77.0.12 in 2 of 5 views',
        'my-group-0003-002 (not RESOLVED): the name of the node has no such address in DNS (ENOTFOUND: getaddrinfo ENOTFOUND x)',
        'check that describe-replication-groups shows IpDiscovery ipv6, status available and every node that is named here',
        'check that the name of the node has an AAAA record and the network type of the group includes ipv6',
      ].join('\n'),
    );
  });

  test('waiting for one node, without a time', () => {
    const { expected, members } = observe(nodes);
    const text = describeVerdict(judge({ expected, members: members.slice(1) }, 'ipv6'), { targetFamily: 'ipv6' });
    expect(text).toBe('1 of 6 nodes is not proven to be on ipv6\nmy-group-0001-001 (not RESOLVED): was not asked in this sweep');
  });

  test('waiting for a group without members', () => {
    expect(describeVerdict({ kind: 'waiting', members: [] }, { targetFamily: 'ipv6', waitedMillis: 999 })).toBe(
      'no node to ask after 0 s: the replication group lists no member',
    );
  });

  test.each([
    [false, 'refused (NotRedis) after 1 h 1 min: what listens there is not Redis; check host and port'],
    [true, 'can not tell (NotRedis) after 1 h 1 min: what listens there is not Redis; check host and port'],
  ])('refused, cannotTell %s: the message says what to check', (cannotTell, head) => {
    const members = [{ memberId: 'a', onTarget: false, reason: 'is no node', check: 'host and port' }];
    const message = 'what listens there is not Redis; check host and port';
    const verdict: Verdict = { kind: 'refused', code: 'NotRedis', message, cannotTell, members };
    expect(describeVerdict(verdict, { targetFamily: 'ipv6', waitedMillis: 3_660_000 })).toBe(`${head}\na: is no node`);
  });

  const standing = (index: number): MemberStanding => ({ memberId: `node-${index}`, onTarget: false, reason: 'is late', check: `thing ${index}` });

  test('at most three things to check', () => {
    const members = [0, 1, 2, 3].map(standing);
    const lines = describeVerdict({ kind: 'waiting', members }, { targetFamily: 'ipv4' }).split('\n');
    expect(lines.slice(5)).toEqual(['check thing 0', 'check thing 1', 'check thing 2']);
  });

  test('endpoints are no nodes', () => {
    const members = ['cache-1', 'cache-2', 'primary endpoint'].map((memberId, index) => ({ memberId, onTarget: index === 0, reason: 'silent', ...(index === 2 && { isEndpoint: true as const }) }));
    const text = (kind: 'waiting' | 'open') => describeVerdict({ kind, members }, { targetFamily: 'ipv6' }).split('\n')[0];
    expect(text('waiting')).toBe('1 of 2 nodes and 1 of 1 endpoint are not proven to be on ipv6');
    expect(text('open')).toBe('every node is proven to be on ipv6: 2 nodes and 1 endpoint');
  });

  test('500 nodes fit the answer to CloudFormation: whole lines, the rest is counted', () => {
    const members = Array.from({ length: 500 }, (_, index) => standing(index));
    const text = describeVerdict({ kind: 'waiting', members }, { targetFamily: 'ipv6' });
    const lines = text.split('\n');
    const shown = lines.filter((line) => /^node-\d+: is late$/.test(line)).length;
    expect(lines).toContain(`... and ${500 - shown} more nodes`);
    expect(lines).toHaveLength(1 + shown + 1 + 3);
    expect(jsonBytes(text)).toBeLessThanOrEqual(3500);
    expect(jsonBytes(text)).toBeGreaterThan(3450);
  });

  test('one node that is left out is "1 more node"', () => {
    const members = [0, 1].map((index) => ({ ...standing(index), reason: 'x'.repeat(200) }));
    expect(describeVerdict({ kind: 'waiting', members }, { targetFamily: 'ipv6', maxBytes: 360 })).toMatch(/\n\.\.\. and 1 more node\n/);
  });

  test('never takes more bytes than allowed', () => {
    const standings = fc.array(fc.record({ memberId: fc.string({ unit: 'binary' }), onTarget: fc.boolean(), reason: fc.string({ unit: 'binary', maxLength: 900 }), check: fc.string() }));
    const verdicts: fc.Arbitrary<Verdict> = standings.chain((members) =>
      fc.constantFrom<Verdict>(
        { kind: 'open', members },
        { kind: 'waiting', members },
        { kind: 'refused', code: 'NotRedis', message: '"'.repeat(500), cannotTell: false, members },
      ),
    );
    fc.assert(
      fc.property(verdicts, fc.nat(5000), (verdict, maxBytes) => {
        const text = describeVerdict(verdict, { targetFamily: 'ipv6', waitedMillis: 1, maxBytes });
        expect(jsonBytes(text)).toBeLessThanOrEqual(maxBytes);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
      }),
      { numRuns: 500 },
    );
  });
});
