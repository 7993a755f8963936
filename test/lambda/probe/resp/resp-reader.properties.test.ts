import fc from 'fast-check';
import { type ItemSink, TAKEN, wholeReply } from '../../../../lambda/probe/resp/reply-consumer';
import { ErrorReply, type RespValue } from '../../../../lambda/probe/resp/resp-value';
import { inChunks, readReplies } from './read-replies';
import { encodeReply } from './resp-encoding';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const line = fc.string({ maxLength: 20 }).filter((each) => !/[\r\n]/.test(each));
const integer = fc.oneof(fc.integer(), fc.maxSafeInteger());
const big = fc.bigInt({ min: 2n ** 60n, max: 2n ** 63n - 1n });
const error = line.map((each) => new ErrorReply(each));

/** What RESP2 can say. */
const plain = fc.letrec<{ value: RespValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, text, integer, big, fc.constant(null), error, fc.array(tie('value'), { maxLength: 5 })),
})).value;

/** What RESP3 can say. */
const rich = fc.letrec<{ value: RespValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text,
    integer,
    big,
    fc.boolean(),
    fc.constant(null),
    // a server writes whole ones as integers here
    fc.double().filter((each) => !Number.isInteger(each)),
    error,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((fields) => new Map(fields)),
  ),
})).value;

const chunkSizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });

describe('the reader', () => {
  test.each([
    [2, plain],
    [3, rich],
  ] as const)('reads what was written, RESP%d, wherever the chunks end', (protocol, values) => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 4 }), chunkSizes, (replies, sizes) => {
        const bytes = Buffer.from(replies.map((reply) => encodeReply(reply, protocol)).join(''));
        const { replies: read, fault } = readReplies(inChunks(bytes, sizes));
        expect(fault).toBeUndefined();
        expect(JSON.stringify(read, shown)).toEqual(JSON.stringify(replies, shown));
      }),
      { numRuns: 500 },
    );
  });

  test('makes the same of any bytes, wherever the chunks end', () => {
    const pieces = fc.oneof(
      fc.constantFrom('*2\r\n', '*1\r\n', '$3\r\nabc\r\n', ':1\r\n', '+OK\r\n', '-ERR\r\n', '%1\r\n', '$-1\r\n', '_\r\n', '>1\r\n', '|1\r\n', '\r\n', '$5\r\nab', '*', '$', '\r', '\n'),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), chunkSizes, (written, sizes) => {
        const bytes = Buffer.from(written.join(''));
        const whole = readReplies([bytes]);
        const inPieces = readReplies(inChunks(bytes, sizes));
        expect(inPieces.replies).toEqual(whole.replies);
        // how much of the strange bytes a message can quote depends on how many are there
        expect(Object(inPieces.fault)).toMatchObject(whole.fault === undefined ? {} : { code: (whole.fault as { code: string }).code });
      }),
      { numRuns: 2000 },
    );
  });

  test('gives a sink the same elements as a list holds', () => {
    fc.assert(
      fc.property(fc.array(rich, { maxLength: 6 }), chunkSizes, (list, sizes) => {
        const items: RespValue[] = [];
        const spans: string[] = [];
        const sink: ItemSink = {
          skim: () => 0,
          item: (value, bytes, from, to) => {
            items.push(value);
            spans.push(bytes.toString('utf8', from, to));
          },
        };
        const encoded = list.map((each) => encodeReply(each, 3));
        const bytes = Buffer.from(`*${list.length}\r\n${encoded.join('')}`);
        const { replies } = readReplies(inChunks(bytes, sizes), { limits: wholeReply.limits, items: sink, end: (value) => value });
        expect(replies).toEqual([TAKEN]);
        expect(JSON.stringify(items, shown)).toBe(JSON.stringify(list, shown));
        expect(spans).toEqual(encoded);
      }),
    );
  });
});

/** Keeps apart what JSON would not. */
function shown(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `bigint ${value}`;
  if (value instanceof ErrorReply) return `error ${value.message}`;
  if (value instanceof Map) return ['map', ...(value as ReadonlyMap<unknown, unknown>)];
  if (typeof value === 'number') return `number ${value}`;
  return value;
}
