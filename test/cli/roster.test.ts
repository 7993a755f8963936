import { isOutdated, memberCountProblem, type Roster, sizeOf, standingsWithoutAddress } from '../../cli/check/roster';

function roster(hosts: Readonly<Record<string, string>>, withoutAddress: readonly string[] = []): Exclude<Roster, { kind: 'hosts' }> {
  const members = Object.entries(hosts).map(([nodeId, host]) => ({ id: host, host, port: 6379, nodeId }));
  return { kind: 'cluster', members, withoutAddress };
}

const KNOWN = roster({ a: '10.0.0.1', b: '10.0.0.2' });

describe('isOutdated', () => {
  test.each([
    ['nothing changed', KNOWN, false],
    ['a node has come to the family', roster({ a: 'fd00::1', b: '10.0.0.2' }), true],
    ['a node moved', roster({ a: '10.0.0.1', b: '10.0.0.3' }), true],
    ['a node was replaced', roster({ a: '10.0.0.1', c: '10.0.0.2' }), true],
    ['a node joined', roster({ a: '10.0.0.1', b: '10.0.0.2', c: '10.0.0.3' }), true],
    ['a node joined whose address is not known', roster({ a: '10.0.0.1', b: '10.0.0.2' }, ['c']), true],
    ['a node left', roster({ a: '10.0.0.1' }), true],
  ])('%s', (_, fresh, expected) => {
    expect(isOutdated(KNOWN, fresh, 'ipv6')).toBe(expected);
  });

  test('a node that leaves the family is asked where it was', () => {
    const there = roster({ a: 'fd00::1', b: 'fd00::2' });
    expect(isOutdated(there, roster({ a: '10.0.0.1', b: 'fd00::2' }), 'ipv6')).toBe(false);
    expect(isOutdated(there, roster({ a: 'fd00::3', b: 'fd00::2' }), 'ipv6')).toBe(true);
  });

  test('another port is another place', () => {
    const moved: Roster = { ...KNOWN, members: KNOWN.members.map((member) => ({ ...member, port: 6380 })) };
    expect(isOutdated(KNOWN, moved, 'ipv6')).toBe(true);
  });
});

describe('memberCountProblem', () => {
  test('is none where the number fits or none was demanded', () => {
    expect(memberCountProblem(KNOWN, undefined)).toBeUndefined();
    expect(memberCountProblem(KNOWN, 2)).toBeUndefined();
  });

  test('counts nodes without an address too', () => {
    expect(sizeOf(roster({ a: '10.0.0.1' }, ['b']))).toBe(2);
    expect(memberCountProblem(roster({ a: '10.0.0.1' }, ['b']), 2)).toBeUndefined();
  });

  test('says how many there are', () => {
    expect(memberCountProblem(roster({ a: '10.0.0.1' }), 6)).toEqual({
      code: 'MemberCount',
      message: 'the cluster has 1 node and --members demands 6; wait for the nodes to join or leave, or correct --members',
    });
  });
});

test('a node without an address is not on target', () => {
  expect(standingsWithoutAddress(roster({}, ['0123456789abcdef']))).toMatchObject([{ memberId: 'node 01234567', onTarget: false }]);
});
