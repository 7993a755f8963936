import { type Random } from './random';

const ADDRESSES = ['10.77.0.99', 'fd00:77::99', '::', '', '?', 'a.test', '::ffff:10.0.0.1', '64:ff9b::a00:1'];
const FLAGS = ['master', 'slave', 'slave,fail', 'master,fail?', 'handshake', 'slave,noaddr', 'myself,master', 'noflags'];
const SLOTS_NODE = /\*4\r\n\$\d+\r\n[^\r]*\r\n:6379\r\n\$40\r\n[0-9a-f]{40}\r\n\*0\r\n/g;

/** A reply that is still well-formed, and says something else: what changed bytes alone hardly ever come to. */
export function mutateStructure(which: 'slots' | 'nodes' | 'myId', bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString('latin1');
  if (which === 'slots') return Buffer.from(mutateSlots(text, random));
  return which === 'nodes' ? Buffer.from(mutateNodes(text, random)) : bytes;
}

function mutateSlots(text: string, random: Random): string {
  const rows = text.slice(text.indexOf('\r\n') + 2).split(/(?=\*\d+\r\n:\d+\r\n:\d+\r\n)/);
  const at = random.below(rows.length);
  const row = rows[at] ?? '';
  rows.splice(at, 1, ...mutatedRows(row, random));
  return `*${rows.length}\r\n${rows.join('')}`;
}

function mutatedRows(row: string, random: Random): string[] {
  const [head = '', ...nodes] = [row.slice(0, row.search(SLOTS_NODE)), ...(row.match(SLOTS_NODE) ?? [])];
  const [, first = '0', last = '0'] = /:(\d+)\r\n:(\d+)\r\n/.exec(head) ?? [];
  const written = (from: number | string, to: number | string, places: readonly string[]): string => `*${2 + places.length}\r\n:${from}\r\n:${to}\r\n${places.join('')}`;
  switch (random.below(7)) {
    case 0:
      return [];
    case 1:
      return [row, row];
    case 2:
      return [written(Number(first) + 1, last, nodes)];
    case 3:
      return [written(first, Number(last) - 1, nodes)];
    case 4:
      return [written(first, last, nodes.slice(1))];
    case 5:
      return [written(first, last, [...nodes].reverse())];
    default: {
      const address = random.pick(ADDRESSES);
      return [written(first, last, nodes.map((node, index) => (index === 0 ? node.replace(/\$\d+\r\n[^\r]*/, `$${address.length}\r\n${address}`) : node)))];
    }
  }
}

function mutateNodes(text: string, random: Random): string {
  const lines = text.slice(text.indexOf('\r\n') + 2, -2).split('\n').filter((line) => line !== '');
  const at = random.below(lines.length);
  const words = (lines[at] ?? '').split(' ');
  const changed = (place: number, word: string): string => words.map((each, index) => (index === place ? word : each)).join(' ');
  const mutations = [
    () => [],
    () => [words.join(' '), words.join(' ')],
    () => [changed(1, `${random.pick(ADDRESSES)}:6379@16379`)],
    () => [changed(2, random.pick(FLAGS))],
    () => [changed(7, 'disconnected')],
    () => [changed(0, (lines[0] ?? '').slice(0, 40))],
  ];
  lines.splice(at, 1, ...random.pick(mutations)());
  const mutated = lines.map((line) => `${line}\n`).join('');
  return `$${mutated.length}\r\n${mutated}\r\n`;
}
