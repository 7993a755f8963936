import { type Socket } from 'node:net';
import { ClientTemplate } from '../../../lambda/probe/client-template';
import { NodeConnection } from '../../../lambda/probe/node-connection';
import { type MemberObservation } from '../../../lambda/topology/observation';
import { answerErrors, startServer, type StrangeServer } from './strange-server';

const DEADLINE_MILLIS = 600;
const ID = 'a'.repeat(40);

describe('a node that does not behave', () => {
  let servers: StrangeServer[] = [];
  const template = new ClientTemplate('ipv4');
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });
  afterAll(() => {
    template.close();
  });

  async function connectTo(behaviour: (socket: Socket) => void): Promise<NodeConnection> {
    const server = await startServer('node', behaviour);
    servers.push(server);
    return new NodeConnection(server.member, (member) => template.clientFor(member), DEADLINE_MILLIS);
  }
  async function ask(connection: NodeConnection): Promise<{ observation: MemberObservation; millis: number }> {
    const begin = performance.now();
    const observation = await connection.ask();
    return { observation, millis: performance.now() - begin };
  }

  test('silent: the deadline ends it', async () => {
    const connection = await connectTo(() => undefined);
    const { observation, millis } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: 'AnswerTimeoutError', error: 'no complete answer within 600 ms' });
    expect(millis).toBeGreaterThanOrEqual(DEADLINE_MILLIS - 5);
    expect(millis).toBeLessThan(DEADLINE_MILLIS + 1000);
    connection.close();
  });

  test('drips a byte now and then: the deadline ends it too', async () => {
    const connection = await connectTo((socket) => {
      socket.write('$100\r\n');
      const drip = setInterval(() => socket.write('x'), 50);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    const { observation, millis } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: 'AnswerTimeoutError' });
    expect(millis).toBeLessThan(DEADLINE_MILLIS + 1000);
    connection.close();
  });

  test('does not speak RESP: known at once, not after the deadline', async () => {
    const connection = await connectTo((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { observation, millis } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', error: expect.stringMatching(/Unknown RESP type/) as string });
    expect(millis).toBeLessThan(DEADLINE_MILLIS);
    connection.close();
  });

  test('closes the connection in the middle of an answer', async () => {
    const connection = await connectTo((socket) => {
      socket.on('data', () => socket.end('$40\r\nabc'));
    });
    const { observation } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: 'SocketClosedUnexpectedlyError' });
    connection.close();
  });

  test('resets the connection', async () => {
    const connection = await connectTo((socket) => {
      socket.on('data', () => socket.resetAndDestroy());
    });
    const { observation } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: 'ECONNRESET' });
    connection.close();
  });

  test('refuses the connection', async () => {
    const connection = await connectTo(() => undefined);
    await servers.pop()?.close();
    const { observation, millis } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: 'ECONNREFUSED' });
    expect(millis).toBeLessThan(DEADLINE_MILLIS);
  });

  test('a name without an address of the family', async () => {
    const connection = new NodeConnection({ id: 'node', host: 'no-such-node.invalid', port: 6379 }, (member) => template.clientFor(member));
    const { observation } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) as string });
  });

  test('error replies keep the connection', async () => {
    let connections = 0;
    const connection = await connectTo((socket) => {
      connections += 1;
      answerErrors('LOADING Redis is loading the dataset in memory')(socket);
    });
    const first = await ask(connection);
    await ask(connection);
    expect(first.observation).toMatchObject({
      kind: 'unanswered',
      errorCode: 'LOADING',
      error: 'LOADING Redis is loading the dataset in memory',
    });
    expect(connections).toBe(1);
    connection.close();
  });

  test('is dialled again after it broke, and MYID is asked again then', async () => {
    const asked: string[] = [];
    let connections = 0;
    const connection = await connectTo((socket) => {
      connections += 1;
      socket.on('data', (data) => {
        const text = data.toString('latin1');
        asked.push(text.includes('MYID') ? 'with MYID' : 'without MYID');
        socket.write(`${text.includes('MYID') ? `$40\r\n${ID}\r\n` : ''}*0\r\n$0\r\n\r\n`);
        if (asked.length === 2) setTimeout(() => socket.end(), 20);
      });
    });
    const answers = [await connection.ask(), await connection.ask()];
    await new Promise((resolve) => setTimeout(resolve, 100));
    answers.push(await connection.ask());
    expect(answers).toEqual(answers.map(() => ({ kind: 'answered', member: connection.member, myId: ID, slots: [], nodes: '' })));
    expect(asked).toEqual(['with MYID', 'without MYID', 'with MYID']);
    expect(connections).toBe(2);
    connection.close();
  });

  test('an idle connection outlives every timer of a question', async () => {
    let connections = 0;
    const connection = await connectTo((socket) => {
      connections += 1;
      socket.on('data', (data) => socket.write(`${data.includes('MYID') ? `$40\r\n${ID}\r\n` : ''}*0\r\n$0\r\n\r\n`));
    });
    await connection.ask();
    // longer than the timer that guards the connecting
    await new Promise((resolve) => setTimeout(resolve, 2300));
    expect((await connection.ask()).kind).toBe('answered');
    expect(connections).toBe(1);
    connection.close();
  });
});
