import { keptDeviations, type KeptThings } from '../../../../rehearsal/scenario/proofs/kept-proof';

const BEFORE: KeptThings = { replicationGroupId: 'cache', memberIds: ['cache-001', 'cache-002'], endpoints: ['master', 'replica'], keys: 500, checksum: 'c1' };

describe('what a group keeps that changes in place', () => {
  it('may get more endpoints', () => {
    expect(keptDeviations(BEFORE, { ...BEFORE, endpoints: ['clustercfg', 'master', 'replica'] }, 0)).toEqual([]);
  });

  it('loses the endpoints that are to end, and no other', () => {
    expect(keptDeviations(BEFORE, { ...BEFORE, endpoints: ['clustercfg'] }, 2)).toEqual([]);
    expect(keptDeviations(BEFORE, { ...BEFORE, endpoints: ['replica'] }, 0)).toEqual(['0 endpoints were to end, but these did: master']);
    expect(keptDeviations(BEFORE, BEFORE, 2)).toEqual(['2 endpoints were to end, but these did: none']);
  });

  it.each([
    ['replicationGroupId', 'other'],
    ['memberIds', ['cache-0001-001', 'cache-002']],
    ['keys', 499],
    ['checksum', 'c2'],
  ] as const)('must keep %s', (name, value) => {
    expect(keptDeviations(BEFORE, { ...BEFORE, [name]: value }, 0)).toEqual([`${name} is ${String(value)} after it was ${String(BEFORE[name])}`]);
  });
});
