import { type ItemSink, type ReplyConsumer, type ReplyLimits, TAKEN } from '../../../../lambda/probe/resp/reply-consumer';
import { RespFault } from '../../../../lambda/probe/resp/resp-fault';
import { ErrorReply, type RespValue } from '../../../../lambda/probe/resp/resp-value';
import { inChunks, readReplies } from './read-replies';

const map = (...fields: [RespValue, RespValue][]): RespValue => new Map(fields);

describe('a value', () => {
  test.each<[string, RespValue]>([
    ['+OK\r\n', 'OK'],
    ['+\r\n', ''],
    ['+a\rb\r\n', 'a\rb'],
    ['-ERR no\r\n', new ErrorReply('ERR no')],
    [':0\r\n', 0],
    [':-42\r\n', -42],
    [':+7\r\n', 7],
    [':9007199254740991\r\n', Number.MAX_SAFE_INTEGER],
    [':9223372036854775807\r\n', 9_223_372_036_854_775_807n],
    [':-9223372036854775808\r\n', -9_223_372_036_854_775_808n],
    ['$3\r\nabc\r\n', 'abc'],
    ['$0\r\n\r\n', ''],
    ['$4\r\n\r\n\r\n\r\n', '\r\n\r\n'],
    ['$6\r\n\u00e4\u20ac!\r\n', '\u00e4\u20ac!'],
    ['$-1\r\n', null],
    ['*-1\r\n', null],
    ['*0\r\n', []],
    ['*2\r\n:1\r\n*1\r\n$1\r\na\r\n', [1, ['a']]],
    ['*2\r\n-ERR inside\r\n$-1\r\n', [new ErrorReply('ERR inside'), null]],
    ['_\r\n', null],
    ['#t\r\n', true],
    ['#f\r\n', false],
    [',1.5\r\n', 1.5],
    [',-1e-3\r\n', -0.001],
    [',10\r\n', 10],
    [',inf\r\n', Number.POSITIVE_INFINITY],
    [',-inf\r\n', Number.NEGATIVE_INFINITY],
    [',nan\r\n', Number.NaN],
    ['(3492890328409238509324850943850943825024385\r\n', 3_492_890_328_409_238_509_324_850_943_850_943_825_024_385n],
    ['(7\r\n', 7n],
    ['!6\r\nERR no\r\n', new ErrorReply('ERR no')],
    ['=7\r\ntxt:abc\r\n', 'abc'],
    ['=3\r\nabc\r\n', 'abc'],
    ['~2\r\n:1\r\n:2\r\n', [1, 2]],
    ['%0\r\n', map()],
    ['%2\r\n$1\r\na\r\n:1\r\n*1\r\n:5\r\n%1\r\n+b\r\n#t\r\n', map(['a', 1], [[5], map(['b', true])])],
    ['>1\r\n+message\r\n:1\r\n', 1],
    ['|1\r\n+ttl\r\n*2\r\n:1\r\n%1\r\n:1\r\n:2\r\n:5\r\n', 5],
    ['*2\r\n:1\r\n|1\r\n+ttl\r\n:9\r\n:2\r\n', [1, 2]],
    ['|0\r\n:5\r\n', 5],
  ])('%j is %p', (text, value) => {
    expect(readReplies([text])).toEqual({ replies: [value] });
    expect(readReplies(inChunks(Buffer.from(text), [1]))).toEqual({ replies: [value] });
  });

  test('replies come one after the other, wherever the chunks end', () => {
    expect(readReplies(['+OK\r\n:1\r\n*1\r\n', ':2\r\n$', '1\r\nx', '\r\n'])).toEqual({ replies: ['OK', 1, [2], 'x'] });
  });
});

describe('what is not the protocol', () => {
  test.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', 'not RESP: the answer holds an element that begins with "SSH-2.0-OpenSSH_9.6\\r\\n"'],
    ['HTTP/1.1 400 Bad Request\r\nServer: something long\r\n', 'not RESP: the answer holds an element that begins with "HTTP/1.1 400 Bad Request\\r\\nServer: someth"'],
    ['\u0015\u0003\u0003', 'not RESP: the answer holds an element that begins with "\\u0015\\u0003\\u0003"'],
    ['* OK IMAP ready\r\n', 'not RESP: the answer holds "* OK IMAP ready", which is no length'],
    ['*1\r\nhello\r\n', 'not RESP: the answer holds an element that begins with "hello\\r\\n"'],
    [':1a\r\n', 'not RESP: the answer holds ":1a", which is no value'],
  ])('%j at once', (text, message) => {
    expect(readReplies([text])).toEqual({ replies: [], fault: new RespFault('NotResp', message) });
  });

  test.each([
    ['-2 as a length', '$-2\r\n', '"$-2", which is no length'],
    ['+2 as a length', '*+2\r\n', '"*+2", which is no length'],
    ['no length', '*\r\n', '"*", which is no length'],
    ['a length beyond all numbers', `$${'9'.repeat(30)}\r\n`, '"$99999999999999999999999999999"'.slice(0, 30)],
    ['a line that ends without CR', ':1\n', 'a line that ends without CR'],
    ['nothing but a line break', '+\n', 'a line that ends without CR'],
    ['a string that is too short', '$5\r\nabc\r\nxx', 'a string that is not as long as it says'],
    ['a string that is too long', '$1\r\nabc\r\n', 'a string that is not as long as it says'],
    ['an integer that is none', ':1.5\r\n', '":1.5", which is no value'],
    ['an integer without digits', ':-\r\n', '":-", which is no value'],
    ['a double that is none', ',0x10\r\n', '",0x10", which is no value'],
    ['a boolean that is none', '#x\r\n', '"#x", which is no value'],
    ['a long boolean', '#tt\r\n', '"#tt", which is no value'],
    ['a null that says something', '_0\r\n', '"_0", which is no value'],
    ['a big number that is none', '(1e5\r\n', '"(1e5", which is no value'],
    ['a push inside of a reply', '*2\r\n>1\r\n:1\r\n', 'a push inside of it'],
    ['a push that is null', '>-1\r\n', 'a push or an attribute that is null'],
    ['a string of RESP3 in pieces', '$?\r\n', '"$?", which is no length'],
    ['an unknown type', '?', 'an element that begins with "?"'],
  ])('%s, after a reply that was right', (_, text, message) => {
    const { replies, fault } = readReplies(['+OK\r\n', text]);
    expect(replies).toEqual(['OK']);
    expect(fault).toMatchObject({ code: 'MalformedResp', message: expect.stringContaining(message) as string });
  });
});

describe('limits', () => {
  const LIMITS: ReplyLimits = { bytes: 100, held: 60, elements: 8, depth: 3 };
  const limited = (limits: Partial<ReplyLimits> = {}, sinks: Partial<ReplyConsumer<unknown>> = {}): ReplyConsumer<unknown> => ({
    limits: { ...LIMITS, ...limits },
    end: (value) => value,
    ...sinks,
  });
  const tooLarge = (message: string) => ({ replies: [], fault: new RespFault('ReplyTooLarge', message) });

  test.each([
    ['a length that is announced', '$70\r\n', 'the reply holds more than 60 bytes to keep'],
    ['a length beyond the whole', '$200\r\n', 'the reply holds more than 100 bytes'],
    ['what came in pieces', '*3\r\n$20\r\n12345678901234567890\r\n$20\r\n12345678901234567890\r\n$20\r\n', 'the reply holds more than 60 bytes to keep'],
    ['elements that are announced', '*9\r\n', 'the reply holds more than 8 elements'],
    ['elements in all', '*3\r\n*2\r\n:1\r\n:1\r\n*2\r\n:1\r\n:1\r\n*2\r\n', 'the reply holds more than 8 elements'],
    ['fields of a map', '%20\r\n', 'the reply holds more than 8 elements'],
    ['lists inside each other', '*1\r\n*1\r\n*1\r\n*1\r\n', 'the reply holds more than 3 lists inside each other'],
    ['a long line', `+${'x'.repeat(70)}\r\n`, 'the reply holds more than 60 bytes to keep'],
  ])('of %s end the connection before it is read', (_, text, message) => {
    expect(readReplies([text], limited())).toEqual(tooLarge(message));
  });

  test('a line without an end is not collected for ever', () => {
    const { fault } = readReplies(Array<string>(70).fill(`+${'x'.repeat(1024)}`));
    expect(fault).toEqual(new RespFault('ReplyTooLarge', 'the reply holds a line of more than 65536 bytes'));
  });

  test('hold for each reply anew', () => {
    const reply = '$40\r\n1234567890123456789012345678901234567890\r\n';
    expect(readReplies([reply.repeat(5)], limited()).replies).toHaveLength(5);
  });

  test('of what is kept hold for each element where a sink takes them', () => {
    const taken: unknown[] = [];
    const items: ItemSink = { skim: () => 0, item: (value) => taken.push(value) };
    const row = '$20\r\n12345678901234567890\r\n';
    expect(readReplies([`*3\r\n${row.repeat(3)}`], limited({}, { items }))).toEqual({ replies: [TAKEN] });
    expect(taken).toHaveLength(3);
    expect(readReplies([`*4\r\n${row.repeat(4)}`], limited({}, { items }))).toEqual(tooLarge('the reply holds more than 100 bytes'));
    expect(readReplies(['*1\r\n$61\r\n'], limited({}, { items }))).toEqual(tooLarge('the reply holds more than 60 bytes to keep'));
  });

  test('a text that a sink takes may be longer than what is kept', () => {
    let text = '';
    const sink = { take: (bytes: Buffer, from: number, to: number) => (text += bytes.toString('latin1', from, to)) };
    const reply = `$80\r\n${'x'.repeat(80)}\r\n`;
    expect(readReplies([reply], limited({}, { text: sink }))).toEqual({ replies: [TAKEN] });
    expect(text).toBe('x'.repeat(80));
    expect(readReplies(['$101\r\n'], limited({}, { text: sink }))).toEqual(tooLarge('the reply holds more than 100 bytes'));
  });
});

describe('a sink', () => {
  const LIMITS: ReplyLimits = { bytes: 1e6, held: 1e6, elements: 1000, depth: 8 };

  /** Recognises the elements that it is given, byte by byte, and notes what it was shown. */
  class Recogniser implements ItemSink {
    public readonly seen: unknown[] = [];
    public constructor(private readonly known: readonly string[]) {}
    public skim(bytes: Buffer, from: number, to: number): number {
      for (const each of this.known) {
        const there = bytes.toString('latin1', from, Math.min(to, from + each.length));
        if (there === each) {
          this.seen.push(`known ${JSON.stringify(each)}`);
          return each.length;
        }
        if (each.startsWith(there)) return -1;
      }
      return 0;
    }
    public item(value: RespValue, bytes: Buffer, from: number, to: number): void {
      this.seen.push([value, bytes.toString('latin1', from, to)]);
    }
  }
  const consumer = (items: ItemSink): ReplyConsumer<unknown> => ({ limits: LIMITS, items, end: (value) => value });

  test.each([1, 2, 3, 7, 1000])('recognises elements in the bytes and has the others read, in chunks of %d', (size) => {
    const reply = Buffer.from('*4\r\n*1\r\n:5\r\n*2\r\n:1\r\n$1\r\na\r\n*1\r\n:5\r\n:6\r\n+OK\r\n');
    const items = new Recogniser(['*1\r\n:5\r\n']);
    const chunks = Array.from({ length: Math.ceil(reply.length / size) }, (_, index) => reply.subarray(index * size, (index + 1) * size));
    expect(readReplies(chunks, consumer(items))).toEqual({ replies: [TAKEN, 'OK'] });
    expect(items.seen).toEqual(['known "*1\\r\\n:5\\r\\n"', [[1, 'a'], '*2\r\n:1\r\n$1\r\na\r\n'], 'known "*1\\r\\n:5\\r\\n"', [6, ':6\r\n']]);
  });

  test('gets an element of more than 64 kB without its bytes', () => {
    const items = new Recogniser([]);
    const long = 'x'.repeat(70_000);
    readReplies([`*2\r\n$70000\r\n${long}\r\n:1\r\n`], consumer(items));
    expect(items.seen).toEqual([[long, ''], [1, ':1\r\n']]);
  });

  test('does not get what is no list', () => {
    const items = new Recogniser([]);
    expect(readReplies(['*0\r\n', '*-1\r\n', '-ERR no\r\n', '~1\r\n:1\r\n', '+OK\r\n'], consumer(items))).toEqual({
      replies: [TAKEN, null, new ErrorReply('ERR no'), [1], 'OK'],
    });
    expect(items.seen).toEqual([]);
  });

  test('of text gets the bytes as they come, and no list or verbatim string', () => {
    const pieces: string[] = [];
    const text = { take: (bytes: Buffer, from: number, to: number) => pieces.push(bytes.toString('latin1', from, to)) };
    const chunks = ['$6\r\nab', 'cd', 'ef\r', '\n$0\r\n\r\n=5\r\ntxt:x\r\n*1\r\n$1\r\ny\r\n$-1\r\n'];
    expect(readReplies(chunks, { limits: LIMITS, text, end: (value) => value })).toEqual({ replies: [TAKEN, TAKEN, 'x', ['y'], null] });
    expect(pieces).toEqual(['ab', 'cd', 'ef']);
  });
});
