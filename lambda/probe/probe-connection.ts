/**
 * How to talk to the nodes, beyond their address. Without it: plain text, no password, as the gate does.
 */
export interface ProbeConnection {
  /** TLS, with the certificate checked. */
  readonly tls?: ProbeTls;
  /** Needs `password` too. */
  readonly username?: string;
  readonly password?: string;
}

export interface ProbeTls {
  /** PEM of the authority; without it the ones that Node.js trusts. */
  readonly ca?: string;
  /** The name that every certificate must carry; without it the host of the member, if that is a name. */
  readonly servername?: string;
}
