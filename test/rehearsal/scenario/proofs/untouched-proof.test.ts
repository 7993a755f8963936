import { type SeenOfLook, untouchedDeviations } from '../../../../rehearsal/scenario/proofs/untouched-proof';

const seen = (more: Partial<SeenOfLook> = {}): SeenOfLook => ({ gateCalls: 0, guardCalls: 0, changes: [], output: 'NetworkType (requires replacement)', ...more });

describe('untouchedDeviations', () => {
  test('none for a command that looks and says what it saw', () => {
    expect(untouchedDeviations(seen(), /requires replacement/)).toEqual([]);
  });

  test.each<[string, Partial<SeenOfLook>, string]>([
    ['a guard that was called', { guardCalls: 1 }, 'gates were called 0 times and guards 1 times'],
    ['a gate that was called', { gateCalls: 2 }, 'gates were called 2 times and guards 0 times'],
    ['a change', { changes: [{ operation: 'ModifyReplicationGroup', cacheId: 'cache' }] }, 'ModifyReplicationGroup was called for cache'],
    ['silence', { output: 'no differences' }, 'the CDK CLI does not say requires replacement: no differences'],
  ])('%s', (_, more, sentence) => {
    expect(untouchedDeviations(seen(more), /requires replacement/)).toEqual([sentence]);
  });
});
