import fc from 'fast-check';
import { RequestReader } from '../../../rehearsal/cluster/embedded/request-reader';

const request = (words: readonly string[]) => `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

describe('RequestReader', () => {
  test('reads commands wherever the stream is cut', () => {
    const commands = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(commands, fc.integer({ min: 1, max: 30 }), (sent, size) => {
        const stream = Buffer.from(sent.map(request).join(''));
        const reader = new RequestReader();
        const read: string[][] = [];
        for (let at = 0; at < stream.length; at += size) read.push(...reader.read(stream.subarray(at, at + size)));
        expect(read).toEqual(sent.map((words) => words.map((word) => Buffer.from(word).toString())));
      }),
    );
  });

  test('reads a line of words as people type it', () => {
    expect(new RequestReader().read(Buffer.from('CLUSTER  SLOTS\r\n\r\nPING\r\n'))).toEqual([['CLUSTER', 'SLOTS'], ['PING']]);
  });
});
