import { type Duplex } from 'node:stream';

/** A server that does not take the end of a connection is cut off. */
const PATIENCE_MILLIS = 1000;

/** Ends a connection as servers like it: cut in the middle of a handshake it would show up in their logs and counters as an error. */
export function hangUp(socket: Duplex): void {
  const cut = setTimeout(() => socket.destroy(), PATIENCE_MILLIS);
  cut.unref();
  socket.once('close', () => {
    clearTimeout(cut);
  });
  // the other side's end is noticed only by who reads
  socket.resume().end();
}
