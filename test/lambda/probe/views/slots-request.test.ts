import fc from 'fast-check';
import { type RespValue } from '../../../../lambda/probe/resp/resp-value';
import { KnownRows } from '../../../../lambda/probe/views/known-rows';
import { readRowStart } from '../../../../lambda/probe/views/row-start';
import { slotsRequest } from '../../../../lambda/probe/views/slots-request';
import { EarlyReader, type ReadSlots } from '../../../../lambda/topology/early-reader';
import { parseClusterSlots } from '../../../../lambda/topology/parse-cluster-slots';
import { nodeId, sampleNodes, slotsReply } from '../../topology/sample-topology';
import { inChunks, readReplies } from '../resp/read-replies';
import { encodeReply } from '../resp/resp-encoding';

class Watch {
  private readonly reader = new EarlyReader();
  private readonly rows = new KnownRows();
  public read(reply: RespValue, sizes: readonly number[] = [65_536]): ReadSlots['parsed'] {
    const { replies, fault } = readReplies(inChunks(Buffer.from(encodeReply(reply)), sizes), slotsRequest(this.reader, this.rows).consumer);
    if (fault) throw fault as Error;
    return (replies[0] as ReadSlots).parsed;
  }
}

const wire = (rows: unknown): RespValue => rows as RespValue;

describe('CLUSTER SLOTS, read as it comes in', () => {
  const node = fc.record({ digit: fc.nat(3), address: fc.constantFrom('10.0.0.1', 'fd00:77::1', 'a-long-name-of-a-node.my-group.abcdef.euc1.cache.amazonaws.com', null, '') });
  const row = fc.record({
    at: fc.nat(12),
    length: fc.integer({ min: 1, max: 3 }),
    nodes: fc.array(node, { minLength: 1, maxLength: 3 }),
    spoilt: fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom<RespValue>(null, 'x', [], [1], [0, 99_999, []]) }),
  });
  const replies = fc.array(fc.array(row, { maxLength: 8 }), { minLength: 1, maxLength: 6 });

  test('says the same as a reply that is there as a whole, whatever was read before and wherever the chunks end', () => {
    const longLived = new Watch();
    fc.assert(
      fc.property(replies, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }), (all, sizes) => {
        const watch = new Watch();
        for (const rows of all) {
          const reply = rows.map(({ at, length, nodes, spoilt }): RespValue => {
            const written = nodes.map(({ digit, address }): RespValue => [address, 6379, nodeId(digit + 1), []]);
            return spoilt === undefined ? [at, at + length, ...written] : spoilt;
          });
          const expected = parseClusterSlots(reply);
          expect(watch.read(reply, sizes)).toEqual(expected);
          expect(longLived.read(reply, sizes)).toEqual(expected);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('of a fragmented cluster: rows that repeat others are not read again, and views that agree are one', () => {
    const watch = new Watch();
    const rows = wire(slotsReply(sampleNodes('ipv4', 3, 2), 16_384 / 4));
    const first = watch.read(rows);
    const [second, third] = [watch.read(rows, [1000]), watch.read(rows, [7, 4096])];
    expect(first).toEqual(parseClusterSlots(rows));
    for (const again of [second, third]) expect(again.ok && first.ok && again.value === first.value).toBe(true);
  });

  test('one row that differs makes another view', () => {
    const watch = new Watch();
    const nodes = sampleNodes('ipv6');
    const before = watch.read(wire(slotsReply(nodes, 5)));
    const moved = wire(slotsReply(nodes.map((each, index) => (index === 5 ? { ...each, address: '10.77.0.15' } : each)), 5));
    expect(watch.read(moved)).toEqual(parseClusterSlots(moved));
    expect(watch.read(wire(slotsReply(nodes, 5)))).toEqual(before);
  });

  test.each<[string, RespValue]>([
    ['null', null],
    ['text', 'OK'],
    ['a list of something else', [1, 2]],
    ['a row of a slot beyond all slots', [[0, 20_000, ['::1', 1, nodeId(1)]]]],
  ])('%s is none, and says why', (_, reply) => {
    expect(new Watch().read(reply)).toEqual(parseClusterSlots(reply));
  });

  test('a row of more than 64 kB is not kept to the end', () => {
    const long = [[0, 16_383, ['x'.repeat(70_000), 6379, nodeId(1), []]]];
    expect(() => new Watch().read(long)).toThrow('the reply holds more than 65536 bytes to keep');
  });
});

describe('the start of a row', () => {
  const start = (text: string) => readRowStart(Buffer.from(`before${text}`), 6, 6 + text.length);

  test('is read from its bytes', () => {
    expect(start('*4\r\n:0\r\n:5460\r\n*4')).toEqual({ length: 4, first: 0, last: 5460, next: 21 });
  });

  test.each(['', '*', '*4', '*4\r', '*4\r\n', '*4\r\n:0\r\n:54', '*4\r\n:0\r\n:5460\r', '*4\r\n:0\r\n:16384\r\n', '*4\r\n:16384\r\n:0\r\n', '*4\r\n:-1\r\n:0\r\n', '*4\r\n:\r\n:0\r\n', '*4\r\n:0x\n:0\r\n', '$4\r\n', '*4\r\n$0\r\n', '*4\r\n:0000000000\r\n:1\r\n'])(
    '%j is none',
    (text) => {
      expect(start(text)).toBeUndefined();
    },
  );
});
