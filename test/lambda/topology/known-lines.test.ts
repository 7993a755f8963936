import fc from 'fast-check';
import { countRanges, KnownLines } from '../../../lambda/topology/known-lines';
import { type ListedNode } from '../../../lambda/topology/membership';
import { NodesReading } from '../../../lambda/topology/parse-cluster-nodes';
import { parsing } from '../../../lambda/topology/parsed';
import { nodeId } from './sample-topology';

const A = nodeId(0xa1);
const B = nodeId(0xb2);
const line = (changes: { id?: string; place?: string; flags?: string; primary?: string; numbers?: string; link?: string; slots?: string } = {}): string => {
  const { id = A, place = '::1:1@2', flags = 'master', primary = '-', numbers = '0 17 3', link = 'connected', slots = ' 0-5460' } = changes;
  return `${id} ${place} ${flags} ${primary} ${numbers} ${link}${slots}`;
};
const node: ListedNode = { id: A, endpoint: { kind: 'unknown', written: 'empty' }, flags: ['master'], health: 'online' };

function find(lines: KnownLines, text: string) {
  const bytes = Buffer.from(`before${text}behind`);
  const to = 6 + Buffer.byteLength(text);
  const known = lines.find(bytes, 6, to);
  const ranges = known ? countRanges(bytes, 6 + known.start.length, to) : -1;
  return known && ranges >= 0 ? { node: known.node, isMyself: known.isMyself, ranges } : undefined;
}
function knowing(text: string): KnownLines {
  const lines = new KnownLines();
  const bytes = Buffer.from(text);
  lines.learn(bytes, 0, bytes.length, { node, isMyself: false });
  return lines;
}

describe('a line that is known', () => {
  test.each([
    ['as it was', line(), 1],
    ['with other counters', line({ numbers: '1700000000000 1700000000001 42' }), 1],
    ['with a negative counter', line({ numbers: '-1 -22 3' }), 1],
    ['with another link state', line({ link: 'disconnected' }), 1],
    ['with other slots', line({ slots: ' 0-3 5 7-9 [93->-x]' }), 4],
    ['without slots', line({ slots: '' }), 0],
  ])('is recognised %s', (_, text, ranges) => {
    expect(find(knowing(line()), text)).toEqual({ node, isMyself: false, ranges });
  });

  test.each([
    ['at another place', line({ place: '::1:2@2' })],
    ['with other flags', line({ flags: 'master,fail' })],
    ['with another primary', line({ primary: B })],
    ['of another node', line({ id: B })],
    ['with a counter that is none', line({ numbers: '0 x 3' })],
    ['with an empty counter', line({ numbers: '0  3' })],
    ['with one counter less', line({ numbers: '0 3' })],
    ['with a counter that is nothing but its sign', line({ numbers: '0 - 3' })],
    ['with a link state that is none', line({ link: 'here' })],
    ['with a longer link state', line({ link: 'connectedly' })],
    ['that ends early', line().slice(0, 60)],
    ['that ends within the counters', line({ numbers: '0 1', link: '', slots: '' }).trimEnd()],
    ['that is short', 'x'],
  ])('is not recognised %s', (_, text) => {
    expect(find(knowing(line()), text)).toBeUndefined();
  });

  test('has eight forms, the oldest is forgotten', () => {
    const lines = new KnownLines();
    const forms = Array.from({ length: 9 }, (_, index) => line({ place: `::1:${index + 1}@2` }));
    for (const text of forms) lines.learn(Buffer.from(text), 0, text.length, { node, isMyself: false });
    expect(forms.map((text) => find(lines, text) !== undefined)).toEqual([false, ...Array<boolean>(8).fill(true)]);
  });

  test('is told apart from one whose id begins alike', () => {
    const alike = `${A.slice(0, 39)}0`;
    const lines = knowing(line());
    const bytes = Buffer.from(line({ id: alike }));
    lines.learn(bytes, 0, bytes.length, { node: { ...node, id: alike }, isMyself: true });
    expect(find(lines, line())?.node.id).toBe(A);
    expect(find(lines, line({ id: alike }))).toMatchObject({ node: { id: alike }, isMyself: true });
  });
});

describe('a reply of CLUSTER NODES in pieces', () => {
  const places = fc.constantFrom('::1:1@2', '10.0.0.1:6379@16379,a.test', ':0@0', 'bad', '::2:3@4,,shard-id=x');
  const texts = fc
    .array(
      fc.record({
        id: fc.constantFrom(A, B, nodeId(0xc3)),
        place: places,
        flags: fc.constantFrom('master', 'myself,master', 'slave,fail?', 'noaddr,handshake'),
        numbers: fc.constantFrom('0 17 3', '1 2 3', '1 2'),
        slots: fc.constantFrom('', ' 0-5460', ' 1 2 3'),
      }),
      { maxLength: 5 },
    )
    .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.map((each) => line(each) + end).join('')));

  test('says the same as a whole one, and so does one of which the lines are known', () => {
    const known = new KnownLines();
    fc.assert(
      fc.property(texts, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }), fc.boolean(), (text, sizes, withEnd) => {
        const bytes = Buffer.from(withEnd ? text : text.trimEnd());
        const read = (lines: KnownLines, pieces: readonly number[]): unknown =>
          parsing(() => {
            const reading = new NodesReading(lines);
            for (let at = 0, index = 0; at < bytes.length; index++) {
              const size = pieces[index % pieces.length] ?? 1;
              reading.read(bytes, at, Math.min(bytes.length, at + size));
              at += size;
            }
            return { membership: reading.membership(), ranges: reading.slotRanges };
          });
        const whole = read(new KnownLines(), [bytes.length + 1]);
        expect(read(new KnownLines(), sizes)).toEqual(whole);
        expect(read(known, sizes)).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });

  test('counts the ranges of slots', () => {
    const reading = new NodesReading(new KnownLines());
    const bytes = Buffer.from(`${line({ flags: 'myself,master', slots: ' 0-5 7 9-11' })}\n${line({ id: B, slots: ' 6 8' })}\n`);
    reading.read(bytes, 0, bytes.length);
    reading.membership();
    expect(reading.slotRanges).toBe(5);
  });

  test('gives up a line without an end', () => {
    const reading = new NodesReading(new KnownLines());
    const piece = Buffer.alloc(100_000, 'x');
    expect(() => {
      for (let count = 0; count < 5; count++) reading.read(piece, 0, piece.length);
    }).toThrow('line 0 has more than 262144 bytes');
  });
});
