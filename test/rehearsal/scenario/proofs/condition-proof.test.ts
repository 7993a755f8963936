import { type ConditionProofOptions, type SeenOfCondition, testimonyOf } from '../../../../rehearsal/scenario/proofs/condition-proof';

const seen = (more: Partial<SeenOfCondition> = {}): SeenOfCondition => ({ askedAt: 1000, answers: ['condition gate MET'], answeredAt: 5000, reason: '', ...more });
const met: ConditionProofOptions = { metAt: () => 4000 };
const refused: ConditionProofOptions = { refusedWith: /too \w+/ };

describe('the testimony about a condition gate', () => {
  test('tells how long it held, and with which words it refused', () => {
    expect(testimonyOf(met, seen())).toEqual({ deviations: [], remark: 'held 4.0 s, until the function said so' });
    expect(testimonyOf(refused, seen({ answers: [], reason: 'condition gate: it is too late' }))).toEqual({ deviations: [], remark: 'refused: too late' });
  });

  test.each<[string, ConditionProofOptions, Partial<SeenOfCondition>, string]>([
    ['was not called', met, { askedAt: undefined }, 'the condition gate was not called'],
    ['did not open', met, { answers: ['condition gate NOT_JUDGED'] }, 'the condition was not met, the answers were condition gate NOT_JUDGED'],
    ['opened too early', met, { answeredAt: 3990 }, 'the gate opened 10 ms before the condition was met'],
    ['failed for another reason', refused, { reason: 'no answer' }, 'the reason does not say too \\w+: no answer'],
  ])('tells of one that %s', (_, options, more, sentence) => {
    expect(testimonyOf(options, seen(more))).toEqual({ deviations: [sentence], remark: '' });
  });
});
