import { lastSnapshotDeviations, type SeenOfLastSnapshot } from '../../../../rehearsal/scenario/proofs/last-snapshot-proof';

const seen = (more: Partial<SeenOfLastSnapshot> = {}): SeenOfLastSnapshot => ({
  cacheId: 'sessions',
  keys: 500,
  isThere: false,
  snapshots: [{ name: 'automatic.sessions-1', keys: 400 }, { name: 'sessions-final', keys: 500 }],
  ...more,
});

describe('lastSnapshotDeviations', () => {
  test('none for a cache that left everything behind', () => {
    expect(lastSnapshotDeviations(seen())).toEqual([]);
  });

  test.each<[string, Partial<SeenOfLastSnapshot>, string]>([
    ['a cache that stays', { isThere: true }, 'the serverless cache sessions is still there'],
    ['only an older snapshot', { snapshots: [{ name: 'automatic.sessions-1', keys: 500 }] }, 'there is no last snapshot of sessions'],
    ['a snapshot that holds less', { keys: 501 }, 'the last snapshot of sessions holds 500 keys instead of 501'],
  ])('%s', (_, more, sentence) => {
    expect(lastSnapshotDeviations(seen(more))).toEqual([sentence]);
  });
});
