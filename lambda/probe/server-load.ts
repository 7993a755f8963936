/** What a question costs a node at least: a read, a write, and the commands that are looked up. */
const MILLIS_PER_QUESTION = 0.1;
/**
 * Measured on redis-server 7.0: 1 to 3 ns for a byte of CLUSTER SLOTS, 6 to 7 for one of CLUSTER NODES, which takes more
 * formatting. The rest is for slower processors than the one that it was measured on, and for encryption.
 */
const MILLIS_PER_BYTE = 1e-5;
/** A new connection with its TLS handshake. */
const MILLIS_PER_CONNECTION = 2;
/** One per cent of one core. */
const SHARE = 0.01;

/**
 * How long a node was busy with a question, at most: by what it had to write, or by how long we waited, whichever is less.
 * Milliseconds.
 */
export function serverMillis(waitedMillis: number, bytes: number, connections = 0): number {
  return Math.min(waitedMillis, MILLIS_PER_QUESTION + bytes * MILLIS_PER_BYTE + connections * MILLIS_PER_CONNECTION);
}

/** How long a node is left alone after a question, so that all questions take one per cent of one core. Milliseconds. */
export function restAfter(busyMillis: number): number {
  return busyMillis / SHARE;
}
