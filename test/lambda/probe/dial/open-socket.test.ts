import { once } from 'node:events';
import { type Socket } from 'node:net';
import { openSocket } from '../../../../lambda/probe/dial/open-socket';
import { sleep } from '../real-cluster';
import { startServer, type StrangeServer } from '../strange-server';

describe('a socket that reads into a shared buffer', () => {
  let servers: StrangeServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });
  async function open(behaviour: (socket: Socket) => void): Promise<Socket> {
    const server = await startServer('node', behaviour);
    servers.push(server);
    const socket = openSocket({ host: server.member.host, port: server.member.port });
    await once(socket, 'connect');
    return socket;
  }
  function collect(socket: Socket): { text: () => string } {
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    return { text: () => text };
  }

  test('gives what comes in, in its order, on each connection its own', async () => {
    const letters = ['a', 'b', 'c'];
    const sockets = await Promise.all(letters.map((letter) => open((socket) => socket.on('data', () => socket.write(letter.repeat(500_000))))));
    const got = sockets.map(collect);
    for (const socket of sockets) socket.write('?');
    while (got.some(({ text }) => text().length < 500_000)) await sleep(10);
    expect(got.map(({ text }) => text() === (text()[0] ?? '').repeat(500_000))).toEqual([true, true, true]);
    expect(got.map(({ text }) => text()[0])).toEqual(letters);
    for (const socket of sockets) socket.destroy();
  });

  test('what comes before somebody listens is not lost', async () => {
    const socket = await open((peer) => {
      peer.write('-ERR max number of clients reached\r\n');
      setTimeout(() => peer.write('more'), 50);
    });
    await sleep(100);
    const got = collect(socket);
    await sleep(100);
    expect(got.text()).toBe('-ERR max number of clients reached\r\nmore');
    socket.destroy();
  });

  test('tells when the other side is done', async () => {
    const socket = await open((peer) => peer.end('bye'));
    const got = collect(socket);
    await once(socket, 'end');
    expect(got.text()).toBe('bye');
  });
});
