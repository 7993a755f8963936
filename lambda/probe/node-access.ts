import { type AddressFamily } from '../topology/address-family';
import { type Login, loginWith } from './credentials/login';
import { type Dial } from './dial/dial';
import { Dialer } from './dial/dialer';
import { type ProbeConnection } from './probe-connection';

/** The way to the nodes: how a connection is opened, and what is said first on it. */
export interface NodeAccess {
  readonly dial: Dial;
  /** What a connection proves once it is open. */
  readonly dialed: 'CONNECTED' | 'HANDSHAKE';
  readonly reach: Dialer['reach'];
  /** Rejects if the node does not let us in. */
  readonly login: Login;
}

/** Over one family, with whatever the connection asks for. */
export function nodeAccess(targetFamily: AddressFamily, { tls, credentials, lookup }: ProbeConnection = {}): NodeAccess {
  const dialer = new Dialer({ targetFamily, tls, lookup });
  return {
    dial: dialer.dial,
    dialed: tls ? 'HANDSHAKE' : 'CONNECTED',
    reach: (member, rung, signal) => dialer.reach(member, rung, signal),
    login: loginWith(credentials),
  };
}
