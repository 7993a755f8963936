import { setTimeout as pause } from 'node:timers/promises';
import { OneNodeCheck } from '../../../../rehearsal/scenario/proofs/one-node-check';

const slots = (address: string) => [[0, 16383, [address, 6379, 'id', []]]];

describe('OneNodeCheck', () => {
  test('asks each second and is satisfied by one view', async () => {
    let address = '127.0.0.1';
    let asked = 0;
    const check = new OneNodeCheck(() => {
      asked += 1;
      return Promise.resolve(slots(address));
    }, 'ipv6');
    const startedAt = Date.now();
    check.start();
    await pause(100);
    address = '::1';
    await pause(300);

    expect(check.satisfiedAt).toBeUndefined();

    await pause(800);

    expect(check.satisfiedAt).toBeGreaterThanOrEqual(startedAt + 990);
    expect(asked).toBe(2);
    await check.stop();
  });

  test.each([
    ['an empty view', () => Promise.resolve([])],
    ['a node that is gone', () => Promise.reject(new Error('ECONNREFUSED'))],
  ])('is not satisfied by %s', async (_, askSlots) => {
    const check = new OneNodeCheck(askSlots, 'ipv6');
    check.start();
    await pause(50);
    await check.stop();

    expect(check.satisfiedAt).toBeUndefined();
  });
});
