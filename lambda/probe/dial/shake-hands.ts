import { isIP } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { type Connected } from './connect-any';
import { DialError, givenUp } from './dial-error';
import { inTime } from './in-time';

export interface HandshakeOptions {
  /** The name that the certificate must carry; sent as SNI, unless it is an IP address. */
  readonly name: string;
  readonly secureContext: SecureContext;
  readonly signal: AbortSignal;
  readonly millis?: number;
}

const HANDSHAKE_MILLIS = 2000;

/** TLS over a connection that is open, the certificate verified. Closes the connection if it fails. */
export async function shakeHands({ socket, address }: Connected, options: HandshakeOptions): Promise<TLSSocket> {
  const { name, secureContext, signal, millis = HANDSHAKE_MILLIS } = options;
  // SNI carries names only; the certificate of an address is checked against `host`
  const identity = isIP(name) === 0 ? { servername: name } : { host: name };
  // explicit, because an environment variable could switch it off
  const secured = connect({ socket, ...identity, secureContext, rejectUnauthorized: true });
  secured.unref();
  const done = new Promise<TLSSocket>((resolve, reject) => {
    secured.once('secureConnect', () => {
      resolve(secured);
    });
    secured.on('error', (error) => {
      reject(DialError.from(error, 'HANDSHAKE', address));
    });
    secured.once('close', () => {
      reject(new DialError('HANDSHAKE', 'ConnectionClosed', 'the server closed the connection during the TLS handshake', address));
    });
  });
  try {
    return await inTime(done, {
      millis,
      tooLate: () => new DialError('HANDSHAKE', 'HandshakeTimeout', `no TLS handshake with ${address} within ${millis} ms`, address),
      signal,
      givenUp: () => givenUp('HANDSHAKE', address),
    });
  } catch (error) {
    secured.destroy();
    throw error;
  }
}
