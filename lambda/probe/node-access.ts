import { type AddressFamily } from '../topology/address-family';
import { type Dial } from './dial/dial';
import { plainDial } from './plain-dial';
import { type ProbeConnection } from './probe-connection';
import { command, type RespConnection } from './resp/resp-connection';

/** The way to the nodes: how a connection is opened, and what is said first on it. */
export interface NodeAccess {
  readonly dial: Dial;
  /** Rejects if the node does not let us in. */
  readonly login: (connection: RespConnection) => Promise<void>;
}

/** Over one family, with whatever the connection asks for. */
export function nodeAccess(family: AddressFamily, { tls, username, password }: ProbeConnection = {}): NodeAccess {
  const words = password === undefined ? undefined : ['AUTH', ...(username === undefined ? [] : [username]), password];
  return {
    dial: plainDial(family, tls),
    login: async (connection) => {
      if (words) await connection.exchange([command(...words)]);
    },
  };
}
