const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const PLUS = 0x2b;
/** No number of so many digits is beyond what a `number` holds exactly. */
const SAFE_DIGITS = 15;

/** A whole number written in `bytes` between `from` and `to`; `undefined` for everything else. */
export function readInteger(bytes: Buffer, from: number, to: number): number | bigint | undefined {
  const sign = bytes[from];
  const start = sign === MINUS || sign === PLUS ? from + 1 : from;
  if (start >= to) return undefined;
  let value = 0;
  for (let at = start; at < to; at++) {
    const digit = bytes[at] ?? 0;
    if (digit < ZERO || digit > NINE) return undefined;
    value = value * 10 + (digit - ZERO);
  }
  if (to - start <= SAFE_DIGITS) return sign === MINUS && value !== 0 ? -value : value;
  const exact = BigInt(bytes.toString('latin1', start, to)) * (sign === MINUS ? -1n : 1n);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}

/** A length: digits, or `-1` for "null". `undefined` for everything else. */
export function readLength(bytes: Buffer, from: number, to: number): number | undefined {
  const value = bytes[from] === PLUS ? undefined : readInteger(bytes, from, to);
  return typeof value === 'number' && value >= -1 ? value : undefined;
}

/** A floating-point number, `inf`, `-inf` or `nan`; `undefined` for everything else. */
export function readDouble(text: string): number | undefined {
  const special = SPECIAL[text];
  if (special !== undefined) return special;
  return /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

const SPECIAL: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};
