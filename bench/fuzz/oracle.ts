import { isIPv4, isIPv6 } from 'node:net';
import { type Answers, type Family, type SceneNode } from './scene';

/**
 * Whether nothing in the bytes of a member speaks against it. Reads them in the plainest way, whole and again from the start, and
 * shares no code with the probe: what the probe takes for open must be open for this one too.
 */
export function isInOrder(answers: Answers, self: SceneNode, nodes: readonly SceneNode[], family: Family): boolean {
  try {
    return readWhole(answers.myId) === self.id && slotsAreInOrder(readWhole(answers.slots), nodes, family) && nodesAreInOrder(readWhole(answers.nodes), self, nodes, family);
  } catch {
    return false;
  }
}

function slotsAreInOrder(reply: unknown, nodes: readonly SceneNode[], family: Family): boolean {
  const slots = new Set<number>();
  const ids = new Set<string>();
  for (const row of reply as [number, number, ...[string, number, string][]][]) {
    const [first, last, ...places] = row;
    for (let slot = first; slot <= last; slot += 1) {
      if (slots.has(slot)) return false;
      slots.add(slot);
    }
    if (places.length === 0 || !places.every(([address]) => isOn(address, family))) return false;
    for (const [, , id] of places) ids.add(id);
  }
  return slots.size === 16_384 && ids.size === nodes.length && nodes.every(({ id }) => ids.has(id));
}

function nodesAreInOrder(reply: unknown, self: SceneNode, nodes: readonly SceneNode[], family: Family): boolean {
  const lines = String(reply).split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => line.split(' '));
  const ids = lines.map(([id]) => id);
  const myself = lines.filter(([, , flags]) => flags?.split(',').includes('myself')).map(([id]) => id);
  return (
    ids.length === nodes.length &&
    nodes.every(({ id }) => ids.includes(id)) &&
    myself.join() === self.id &&
    lines.every(([, place = '', flags = '']) => countsOn(flags.split(',')) && isOn((place.split(',')[0] ?? '').replace(/:\d+@\d+$/, ''), family))
  );
}

/** A role, and none of the words for trouble: `nofailover` is not one of them. */
function countsOn(flags: readonly string[]): boolean {
  return flags.some((flag) => /^(master|slave|primary|replica)$/.test(flag)) && !flags.some((flag) => /^(fail\??|handshake|noaddr)$/.test(flag));
}

function isOn(address: unknown, family: Family): boolean {
  if (typeof address !== 'string' || address === '::' || address === '0.0.0.0') return false;
  // an IPv4 address in the clothes of IPv6: the node behind it is reached over IPv4
  const isWrapped = isIPv6(address) && /^(?:::ffff:|64:ff9b::)/i.test(address);
  return family === 'ipv6' ? isIPv6(address) && !isWrapped : isIPv4(address) || isWrapped;
}

/** The first reply in the bytes. RESP2, and of RESP3 what may be between: pushes and attributes are left out. */
function readWhole(bytes: Buffer): unknown {
  return readValue(bytes.toString('latin1'), { at: 0 });
}

function readValue(text: string, cursor: { at: number }): unknown {
  const end = text.indexOf('\r\n', cursor.at);
  if (end < 0) throw new Error('no line');
  const type = text.charAt(cursor.at);
  const line = text.slice(cursor.at + 1, end);
  cursor.at = end + 2;
  const times = (count: number): unknown[] => Array.from({ length: count }, () => readValue(text, cursor));
  switch (type) {
    case '*':
    case '~':
      return line === '-1' ? null : times(count(line));
    case '>':
      times(count(line));
      return readValue(text, cursor);
    case '|':
      times(2 * count(line));
      return readValue(text, cursor);
    case '%':
      return new Map(Array.from({ length: count(line) }, () => [readValue(text, cursor), readValue(text, cursor)] as const));
    case '$':
    case '=': {
      if (line === '-1') return null;
      const start = cursor.at;
      cursor.at += count(line) + 2;
      if (text.slice(cursor.at - 2, cursor.at) !== '\r\n') throw new Error('no end');
      const string = text.slice(start, cursor.at - 2);
      return type === '=' && string[3] === ':' ? string.slice(4) : string;
    }
    case ':':
      return Number(line);
    default:
      return line;
  }
}

function count(line: string): number {
  if (!/^\d+$/.test(line)) throw new Error('no length');
  return Number(line);
}
