import { types } from 'node:util';
import { RespFault } from '../resp/resp-fault';
import { ErrorReply } from '../resp/resp-value';

/** What servers answer to AUTH by themselves. */
const KNOWN = /^(?:WRONGPASS|NOAUTH|NOPERM|LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|ERR (?:invalid password|AUTH <password> called|Client sent AUTH|max number of clients))\b/;

/**
 * An error that came of sending a password, fit to be shown. A server that does not know AUTH, or something else that
 * listens there, repeats what it was sent: such a text is left out, whole.
 */
export function withoutSecrets(error: unknown, sent: readonly string[]): unknown {
  if (!types.isNativeError(error)) return error;
  if (KNOWN.test(error.message) && !sent.some((word) => error.message.includes(word))) return error;
  if (error instanceof ErrorReply) return new ErrorReply(`${firstWord(error.message)} (the reply to AUTH is not shown, it may repeat the password)`);
  if (error instanceof RespFault && QUOTING.has(error.code)) return new RespFault(error.code, 'the reply to AUTH is not RESP; it is not shown, it may repeat the password');
  return error;
}

/** Their texts quote what came. */
const QUOTING = new Set<RespFault['code']>(['NotResp', 'MalformedResp']);

function firstWord(message: string): string {
  const [word = ''] = message.split(' ', 1);
  return /^[A-Z]+$/.test(word) ? word : 'ERR';
}
