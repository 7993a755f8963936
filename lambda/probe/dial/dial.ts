import { type Duplex } from 'node:stream';
import { type Member } from '../../topology/observation';

/** A connection to one member over the target family: with TLS, the handshake is done and the certificate verified. */
export interface Dialed {
  readonly socket: Duplex;
  /** The address that answered. */
  readonly address: string;
}

/** Opens a connection; rejects with a `DialError`. Whoever gets the socket closes it. */
export type Dial = (member: Member, signal: AbortSignal) => Promise<Dialed>;
