import { type Socket } from 'node:net';
import { startServer } from '../strange-server';
import { expectFault } from './expect-fault';
import { PEER_FAULTS } from './fault-table';

/** What each of them does with a connection. */
const PEERS: Readonly<Record<keyof typeof PEER_FAULTS, (socket: Socket) => void>> = {
  silent: () => undefined,
  drip: (socket) => {
    socket.write('$100\r\n');
    const drip = setInterval(() => socket.write('x'), 200);
    socket.on('close', () => {
      clearInterval(drip);
    });
  },
  'not resp': (socket) => socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
  malformed: (socket) => socket.on('data', () => socket.write('$40\r\n0123456789012345678901234567890123456789\r\n*1\r\n?what\r\n')),
  giant: (socket) => socket.on('data', () => socket.write('$40\r\n0123456789012345678901234567890123456789\r\n$9000000000\r\n')),
  closing: (socket) => socket.on('data', () => socket.end('$40\r\n0123')),
};

describe('the gate and what is no node', () => {
  test.each(Object.keys(PEER_FAULTS) as (keyof typeof PEER_FAULTS)[])('%s', async (name) => {
    const server = await startServer('cache-0001', PEERS[name]);
    await expectFault(PEER_FAULTS[name], 'cache-0001', { members: [server.member], targetFamily: 'ipv4' });
    await server.close();
  });
});
