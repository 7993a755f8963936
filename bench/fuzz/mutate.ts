import { type Random } from './random';

const INTERESTING = ['\r\n', '*', '$', ':', '-1', '0', '16383', '16384', '99999999', '10.77.0.16', 'fd00:77::10', '::', '?', 'fail', ',fail?', 'myself,', 'handshake', 'noaddr', '*0\r\n', '$-1\r\n', '*-1\r\n', '\n', ' ', '>1\r\n+x\r\n', '|1\r\n+a\r\n:1\r\n', '-LOADING x\r\n', '_\r\n', '%1\r\n'];

/** Something else in place of what was there; `other` is a reply that pieces may come from. */
export function mutate(bytes: Buffer, other: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let times = 1 + random.below(3); times > 0; times -= 1) mutated = mutateOnce(mutated, other, random);
  return mutated;
}

function mutateOnce(bytes: Buffer, other: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + random.below(random.chance(0.2) ? bytes.length : 12));
  const replaced = (piece: Buffer | string, from = at, until = to): Buffer => Buffer.concat([bytes.subarray(0, from), Buffer.from(piece), bytes.subarray(until)]);
  switch (random.below(8)) {
    case 0:
      return replaced(Buffer.from([random.below(256)]), at, Math.min(bytes.length, at + 1));
    case 1:
      return replaced('');
    case 2:
      return replaced(random.pick(INTERESTING), at, at);
    case 3:
      return replaced(random.pick(INTERESTING));
    case 4:
      // a piece twice
      return replaced(Buffer.concat([bytes.subarray(at, to), bytes.subarray(at, to)]));
    case 5: {
      const from = random.below(other.length);
      return replaced(other.subarray(from, from + random.below(80)));
    }
    case 6:
      return random.chance(0.5) ? other : bytes.subarray(0, at);
    default:
      return replaced(digitChanged(bytes.subarray(at, to), random));
  }
}

/** Lengths, ports, slots and addresses are digits. */
function digitChanged(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  for (const [index, byte] of changed.entries()) if (byte >= 0x30 && byte <= 0x39 && random.chance(0.4)) changed[index] = 0x30 + random.below(10);
  return changed;
}
