import { fuzz } from '../../bench/fuzz/fuzz';
import { isInOrder } from '../../bench/fuzz/oracle';
import { Random } from '../../bench/fuzz/random';
import { answersOf, newCluster } from '../../bench/fuzz/scene';

test('replies with changed bytes: no false open, no crash; some sweeps open, or nothing would be proven', () => {
  const found = fuzz({ replies: 1500, seed: Date.now() });
  expect(found).toMatchObject({ falseOpens: 0, crashes: 0, examples: [] });
  expect(found.mutatedReplies).toBeGreaterThanOrEqual(1500);
  expect(found.opens).toBeGreaterThan(50);
});

test('the same seed makes the same replies', () => {
  expect(fuzz({ replies: 200, seed: 5 })).toEqual(fuzz({ replies: 200, seed: 5 }));
});

describe('what checks the fuzzer', () => {
  const random = new Random(1);
  const nodes = newCluster(random, 'ipv6');
  const [self] = nodes;
  if (!self) throw new Error('there is no node');
  const answers = answersOf(nodes, self, 2, random);
  const but = (which: 'slots' | 'nodes' | 'myId', from: string | RegExp, to: string) => ({ ...answers, [which]: Buffer.from(answers[which].toString().replace(from, to)) });

  test('takes what is in order for in order, on its family only', () => {
    expect(isInOrder(answers, self, nodes, 'ipv6')).toBe(true);
    expect(isInOrder(answers, self, nodes, 'ipv4')).toBe(false);
  });

  test.each([
    ['another id', but('myId', /[0-9a-f]{40}/, '0'.repeat(40))],
    ['a slot less', but('slots', ':16383', ':16382')],
    ['a slot twice', but('slots', /(:\d+\r\n):(\d+)/, '$1:16383')],
    ['an old address', but('slots', /fd00:77::10/, '10.77.0.100')],
    ['an old address in CLUSTER NODES', but('nodes', /fd00:77::10/, '10.77.0.100')],
    ['a node that fails', but('nodes', 'master', 'fail? ')],
    ['nothing', { ...answers, slots: Buffer.from('') }],
  ])('does not take %s for it', (_, changed) => {
    expect(isInOrder(changed, self, nodes, 'ipv6')).toBe(false);
  });
});
