import { readDouble, readInteger } from './read-number';
import { RespType } from './resp-type';
import { ErrorReply, type RespValue } from './resp-value';

/** A value that is all on its line, between `from` and `to`; `undefined` for what is none. */
export function readScalar(type: number, bytes: Buffer, from: number, to: number): RespValue | undefined {
  switch (type) {
    case RespType.INTEGER:
      return readInteger(bytes, from, to);
    case RespType.SIMPLE_STRING:
      return bytes.toString('utf8', from, to);
    case RespType.SIMPLE_ERROR:
      return new ErrorReply(bytes.toString('utf8', from, to));
    case RespType.NULL:
      return from === to ? null : undefined;
    case RespType.BOOLEAN:
      return to - from === 1 ? BOOLEANS[bytes[from] ?? 0] : undefined;
    case RespType.DOUBLE:
      return readDouble(bytes.toString('latin1', from, to));
    default: {
      const number = readInteger(bytes, from, to);
      return number === undefined ? undefined : BigInt(number);
    }
  }
}

/** `#t` and `#f`. */
const BOOLEANS: Readonly<Record<number, boolean>> = { 0x74: true, 0x66: false };
