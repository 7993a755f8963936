import { type ProbeCredentials } from '../../lib/gates/contract';
import { type Lookup } from './dial/resolve-host';

/** How to talk to the nodes, beyond their address. Without it: plain text, no password. */
export interface ProbeConnection {
  /** TLS, with the certificate checked. */
  readonly tls?: ProbeTls | undefined;
  /** Absent: nobody asks for any. */
  readonly credentials?: ProbeCredentials | undefined;
  /** How names are resolved. @default as programs do */
  readonly lookup?: Lookup | undefined;
}

export interface ProbeTls {
  /** PEM of an authority that is trusted beside the ones that Node.js trusts. */
  readonly ca?: string;
  /** The name that every certificate must carry; without it the host of the member. */
  readonly servername?: string;
}
