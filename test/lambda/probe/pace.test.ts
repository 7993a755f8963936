import fc from 'fast-check';
import { pauseBetweenLooks } from '../../../lambda/probe/pace';
import { restAfter, serverMillis } from '../../../lambda/probe/server-load';

const standing = (wrongNodes?: number) => ({ memberId: 'a', onTarget: false, reason: 'lags', ...(wrongNodes !== undefined && { wrongNodes }) });

test.each([
  [1, 50],
  [2, 50],
  [4, 100],
  [6, 150],
  [40, 1000],
  [500, 1000],
  [undefined, 100],
])('a view that is wrong about %s nodes is looked at every %d ms', (wrongNodes, millis) => {
  expect(pauseBetweenLooks(standing(wrongNodes), 100, 0)).toBe(millis);
});

test('however near it is, the node is busy with us for one per cent of the time at most', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 10, max: 1000 }), fc.double({ min: 0, max: 5000, noNaN: true }), (wrongNodes, poll, busy) => {
      expect(busy / pauseBetweenLooks(standing(wrongNodes), poll, busy)).toBeLessThanOrEqual(0.0100001);
    }),
  );
});

test.each([
  ['a small reply', 0.6, 1200, 0, 0.112],
  ['that came at once', 0.05, 1200, 0, 0.05],
  ['a reply of 500 nodes', 8, 105_000, 0, 1.15],
  ['a large reply', 900, 20_000_000, 0, 200.1],
  ['a new connection', 30, 1200, 1, 2.112],
])('%s keeps a node busy for so long, at most', (_, waited, bytes, connections, millis) => {
  expect(serverMillis(waited, bytes, connections)).toBeCloseTo(millis);
  expect(restAfter(millis)).toBeCloseTo(100 * millis);
});
