import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type AnswerLimits } from '../../../../lambda/probe/resp/answer-deadline';
import { command, RespConnection } from '../../../../lambda/probe/resp/resp-connection';
import { type RespFault } from '../../../../lambda/probe/resp/resp-fault';
import { ErrorReply } from '../../../../lambda/probe/resp/resp-value';
import { sleep } from '../real-cluster';
import { startServer, type StrangeServer } from '../strange-server';

const LIMITS: AnswerLimits = { answerMillis: 300, bytesPerSecond: 1_000_000, longestMillis: 2000 };

describe('RespConnection', () => {
  const servers: StrangeServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function connectTo(behaviour: (socket: Socket) => void, limits = LIMITS): Promise<RespConnection> {
    const server = await startServer('node', behaviour);
    servers.push(server);
    const socket = connect(server.member.port, server.member.host);
    await once(socket, 'connect');
    return new RespConnection(socket, limits);
  }
  const fault = (code: string, message?: RegExp) =>
    expect.objectContaining({ code, ...(message && { message: expect.stringMatching(message) as string }) }) as RespFault;

  test('sends requests in one write and gives the replies in their order', async () => {
    const writes: string[] = [];
    const connection = await connectTo((socket) => {
      socket.on('data', (data) => {
        writes.push(data.toString());
        socket.write('+one\r\n:2\r\n');
      });
    });
    expect(await connection.exchange([command('ECHO', 'größer'), command('INCR', 'x')])).toEqual(['one', 2]);
    expect(writes).toEqual(['*2\r\n$4\r\nECHO\r\n$8\r\ngrößer\r\n*2\r\n$4\r\nINCR\r\n$1\r\nx\r\n']);
    expect(connection.bytesReceived).toBe(10);
    connection.close();
  });

  test('exchanges may be under way at the same time', async () => {
    const connection = await connectTo((socket) => {
      let commands = 0;
      socket.on('data', (data) => {
        for (let left = data.toString().split('*1\r\n').length - 1; left > 0; left--) socket.write(`:${++commands}\r\n`);
      });
    });
    const first = connection.exchange([command('A'), command('B')]);
    const second = connection.exchange([command('C')]);
    expect(await Promise.all([first, second])).toEqual([[1, 2], [3]]);
    connection.close();
  });

  test('an error reply rejects when all replies are there, and leaves the connection good', async () => {
    let answered = 0;
    const connection = await connectTo((socket) => {
      socket.on('data', () => socket.write(answered++ === 0 ? '-LOADING one\r\n-ERR two\r\n+three\r\n' : '+PONG\r\n'));
    });
    await expect(connection.exchange([command('A'), command('B'), command('C')])).rejects.toEqual(new ErrorReply('LOADING one'));
    expect(connection.usable).toBe(true);
    expect(await connection.exchange([command('PING')])).toEqual(['PONG']);
    connection.close();
  });

  test('a server that says why it closes is quoted', async () => {
    const connection = await connectTo((socket) => socket.end('-ERR max number of clients reached\r\n'));
    await expect(connection.exchange([command('A'), command('B')])).rejects.toEqual(new ErrorReply('ERR max number of clients reached'));
    expect(connection.usable).toBe(false);
    await expect(connection.exchange([command('A')])).rejects.toEqual(new ErrorReply('ERR max number of clients reached'));
  });

  test('also if it said so before it was asked', async () => {
    const connection = await connectTo((socket) => socket.end('-DENIED Redis is running in protected mode\r\n'));
    await sleep(50);
    expect(connection.usable).toBe(false);
    await expect(connection.exchange([command('A')])).rejects.toEqual(new ErrorReply('DENIED Redis is running in protected mode'));
  });

  test('a reply that nobody asked for ends it', async () => {
    const connection = await connectTo((socket) => socket.write('+hello\r\n'));
    await sleep(50);
    await expect(connection.exchange([command('A')])).rejects.toEqual(fault('MalformedResp', /nobody asked for/));
  });

  test('a push that nobody asked for does not', async () => {
    const connection = await connectTo((socket) => {
      socket.write('>2\r\n+invalidate\r\n*0\r\n');
      socket.on('data', () => socket.write('+PONG\r\n'));
    });
    await sleep(50);
    expect(await connection.exchange([command('PING')])).toEqual(['PONG']);
    connection.close();
  });

  test.each([
    ['speaks another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'NotResp'],
    ['breaks the protocol', '+OK\r\nhello\r\n', 'MalformedResp'],
    ['announces too much', '$99999999\r\n', 'ReplyTooLarge'],
  ])('a server that %s ends it at once', async (_, says, code) => {
    const connection = await connectTo((socket) => socket.on('data', () => socket.write(says)));
    const begin = performance.now();
    await expect(connection.exchange([command('A'), command('B')])).rejects.toEqual(fault(code));
    expect(performance.now() - begin).toBeLessThan(LIMITS.answerMillis);
  });

  test('closed by the server in the middle of a reply', async () => {
    const connection = await connectTo((socket) => socket.on('data', () => socket.end('$40\r\nabc')));
    await expect(connection.exchange([command('A')])).rejects.toEqual(fault('ConnectionClosed', /server closed/));
  });

  test('reset by the server', async () => {
    const connection = await connectTo((socket) => socket.on('data', () => socket.resetAndDestroy()));
    await expect(connection.exchange([command('A')])).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('given up by us', async () => {
    const connection = await connectTo(() => undefined);
    const asked = connection.exchange([command('A')]);
    connection.close();
    connection.close();
    await expect(asked).rejects.toEqual(fault('ConnectionClosed', /given up/));
  });

  test('a silent server is given up', async () => {
    const connection = await connectTo(() => undefined);
    const begin = performance.now();
    await expect(connection.exchange([command('A')])).rejects.toEqual(fault('AnswerTimeout', /^no complete answer within \d+ ms$/));
    expect(performance.now() - begin).toBeGreaterThanOrEqual(LIMITS.answerMillis - 5);
    expect(performance.now() - begin).toBeLessThan(LIMITS.answerMillis + 1000);
  });

  test('a server that drips is given up as early', async () => {
    const connection = await connectTo((socket) => {
      socket.write('$100000\r\n');
      const drip = setInterval(() => socket.write('x'.repeat(100)), 20);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    const begin = performance.now();
    await expect(connection.exchange([command('A')])).rejects.toEqual(fault('AnswerTimeout'));
    expect(performance.now() - begin).toBeLessThan(LIMITS.answerMillis + 1000);
  });

  /** 25 kB each 20 ms: 1.2 MB a second. */
  const steadily = (socket: Socket, total: number): void => {
    socket.write(`$${total}\r\n`);
    let left = total;
    const flow = setInterval(() => {
      const size = Math.min(left, 25_000);
      left -= size;
      socket.write('x'.repeat(size));
      if (left > 0) return;
      clearInterval(flow);
      socket.write('\r\n');
    }, 20);
    socket.on('close', () => {
      clearInterval(flow);
    });
  };

  test('a large reply that comes in steadily gets the time it needs', async () => {
    const connection = await connectTo(
      (socket) => {
        steadily(socket, 700_000);
      },
      { ...LIMITS, bytesPerSecond: 500_000 },
    );
    const begin = performance.now();
    const [reply] = await connection.exchange([command('A')]);
    expect(reply).toHaveLength(700_000);
    expect(performance.now() - begin).toBeGreaterThan(LIMITS.answerMillis);
    connection.close();
  });

  test('but no more than the longest', async () => {
    const connection = await connectTo(
      (socket) => {
        steadily(socket, 4_000_000);
      },
      { answerMillis: 200, bytesPerSecond: 100_000, longestMillis: 600 },
    );
    const begin = performance.now();
    await expect(connection.exchange([command('A')])).rejects.toEqual(fault('AnswerTimeout'));
    expect(performance.now() - begin).toBeGreaterThanOrEqual(550);
    expect(performance.now() - begin).toBeLessThan(1600);
  });

  test('an answer that is there counts, however long we were busy ourselves', async () => {
    // the server is in this process: what it wrote lies there unread until it is done
    const connection = await connectTo((socket) => {
      socket.on('data', () => {
        socket.write('+PONG\r\n');
        const until = performance.now() + LIMITS.answerMillis + 100;
        while (performance.now() < until);
      });
    });
    expect(await connection.exchange([command('PING')])).toEqual(['PONG']);
    connection.close();
  });
});
