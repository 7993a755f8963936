import { createServer } from 'node:net';
import { LOOPBACK } from './loopback';

/** The cluster bus of a node listens this far above its client port. */
export const BUS_OFFSET = 10_000;

/**
 * Client ports to draw from. Both they and their bus ports stay below 32768, where operating systems begin to hand out
 * ports for outgoing connections, so a connection that some program opens can not take one between our look and our start.
 */
const FIRST = 11_000;
const LAST = 22_700;

/** `count` ports that nobody listens on now, neither on them nor on their bus ports, in neither family. */
export async function findFreePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let attempt = 0; attempt < 50 * count && found.size < count; attempt++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (!found.has(port) && (await isFree(port)) && (await isFree(port + BUS_OFFSET))) found.add(port);
  }
  if (found.size < count) throw new Error(`found ${found.size} of ${count} free ports from ${FIRST} to ${LAST} on both ${LOOPBACK.ipv4} and ${LOOPBACK.ipv6}`);
  return [...found];
}

async function isFree(port: number): Promise<boolean> {
  const free = await Promise.all([canListen(port, LOOPBACK.ipv4), canListen(port, LOOPBACK.ipv6)]);
  return free.every(Boolean);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
