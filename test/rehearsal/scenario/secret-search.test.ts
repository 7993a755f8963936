import { findSecrets } from '../../../rehearsal/scenario/secret-search';

const at = Date.UTC(2026, 0, 1);
const url = 'https://responses.example/stack?X-Amz-Signature=abc&Expires=1';

describe('findSecrets', () => {
  test('names the log and the kind, never the secret', () => {
    const findings = findSecrets([{ at, source: 'lambda Gate', line: `event: ${url} received` }], [{ kind: 'response URL', value: url }]);

    expect(findings).toEqual(['a response URL is in the log of lambda Gate at 2026-01-01T00:00:00.000Z']);
  });

  test.each([
    ['inside JSON', JSON.stringify({ key: 'a"quoted"value' })],
    ['percent-encoded', `x=${encodeURIComponent('a"quoted"value')}`],
  ])('finds a secret %s', (_, line) => {
    expect(findSecrets([{ at, source: 's', line }], [{ kind: 'token', value: 'a"quoted"value' }])).toHaveLength(1);
  });

  test('says nothing of clean lines, nor of values so short that they are found by chance', () => {
    const lines = [{ at, source: 's', line: 'test passed' }];

    expect(findSecrets(lines, [{ kind: 'token', value: 'test' }, { kind: 'response URL', value: url }])).toEqual([]);
  });
});
