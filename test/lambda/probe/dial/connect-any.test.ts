import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { connectAny } from '../../../../lambda/probe/dial/connect-any';
import { sleep } from '../real-cluster';
import { startDeafServer } from './deaf-server';

const NEVER = new AbortController().signal;

describe('connecting to one of several addresses', () => {
  let server: Server;
  let port: number;
  let accepted: Socket[];
  beforeEach(async () => {
    accepted = [];
    server = createServer((socket) => accepted.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(async () => {
    for (const socket of accepted) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  test('takes the first', async () => {
    const { socket, address } = await connectAny(['127.0.0.1', '127.0.0.2'], { port, signal: NEVER });
    expect(address).toBe('127.0.0.1');
    await sleep(50);
    expect(accepted).toHaveLength(1);
    socket.destroy();
  });

  test('goes on at once where the first refuses', async () => {
    const begin = performance.now();
    const { socket, address } = await connectAny(['127.0.0.2', '127.0.0.1'], { port, signal: NEVER, staggerMillis: 5000 });
    expect(address).toBe('127.0.0.1');
    expect(performance.now() - begin).toBeLessThan(2000);
    socket.destroy();
  });

  test('goes on in a moment where the first does not answer, and leaves nothing open', async () => {
    const deaf = await startDeafServer('127.0.0.3');
    const hearing = createServer((socket) => accepted.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => hearing.listen(deaf.port, '127.0.0.1', resolve));
    const { socket, address } = await connectAny(['127.0.0.3', '127.0.0.1'], { port: deaf.port, signal: NEVER, staggerMillis: 50 });
    expect(address).toBe('127.0.0.1');
    socket.destroy();
    for (const each of accepted) each.destroy();
    await new Promise((resolve) => hearing.close(resolve));
    deaf.close();
  });

  test('fails where all refuse, with what each said', async () => {
    await expect(connectAny(['127.0.0.2', '127.0.0.3'], { port, signal: NEVER })).rejects.toMatchObject({
      stage: 'CONNECTED',
      code: 'ECONNREFUSED',
      address: '127.0.0.2',
      message: `connect ECONNREFUSED 127.0.0.2:${port}; connect ECONNREFUSED 127.0.0.3:${port}`,
    });
  });

  test('gives up after its time: some refused, one is silent', async () => {
    const deaf = await startDeafServer('127.0.0.3');
    const begin = performance.now();
    await expect(connectAny(['127.0.0.2', '127.0.0.3'], { port: deaf.port, signal: NEVER, millis: 300 })).rejects.toMatchObject({
      stage: 'CONNECTED',
      code: 'ConnectTimeout',
      message: `connect ECONNREFUSED 127.0.0.2:${deaf.port}; no connection to 127.0.0.3 port ${deaf.port} within 300 ms`,
    });
    expect(performance.now() - begin).toBeLessThan(2000);
    deaf.close();
  });

  test('is given up when nobody wants it any more', async () => {
    const deaf = await startDeafServer('127.0.0.3');
    const stop = new AbortController();
    const connecting = connectAny(['127.0.0.3'], { port: deaf.port, signal: stop.signal });
    stop.abort();
    await expect(connecting).rejects.toMatchObject({ stage: 'CONNECTED', code: 'AbortError' });
    await expect(connectAny(['127.0.0.1'], { port, signal: stop.signal })).rejects.toMatchObject({ code: 'AbortError' });
    deaf.close();
  });

  test('an error of the connection after that is of no interest to it', async () => {
    const { socket } = await connectAny(['127.0.0.1'], { port, signal: NEVER });
    const errors: Error[] = [];
    socket.on('error', (error) => errors.push(error));
    await sleep(20);
    accepted[0]?.resetAndDestroy();
    await sleep(50);
    expect(errors).toHaveLength(1);
  });
});
