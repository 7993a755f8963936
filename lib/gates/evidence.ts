/**
 * What a gate can prove of one node, from the least to the most. What does not apply to a group is skipped, not failed.
 */
export enum Evidence {
  /**
   * The views of all nodes agree that it announces the family. Only with cluster mode and without in-transit encryption, where a
   * propagation gate always demands it.
   */
  REPORTED = 'REPORTED',
  /** Its name has an address of the family. Addresses that a DNS64 resolver makes up do not count. */
  RESOLVED = 'RESOLVED',
  /** It accepts a TCP connection over the family. */
  CONNECTED = 'CONNECTED',
  /** It completes a TLS handshake over the family, with a valid certificate for its name. Only with in-transit encryption. */
  HANDSHAKE = 'HANDSHAKE',
  /** It answers over the family, after it was given the credentials if there are any, and is the node that it should be. */
  ANSWERED = 'ANSWERED',
}
