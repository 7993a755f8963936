import { type Socket } from 'node:net';
import { nodeAccess } from '../../../lambda/probe/node-access';
import { NodeConnection } from '../../../lambda/probe/node-connection';
import { ViewQuestions } from '../../../lambda/probe/views/view-questions';
import { nodesOf, slotsOf } from '../../../lambda/topology/early-reader';
import { type MemberObservation } from '../../../lambda/topology/observation';
import { answerCommands, answerErrors, bulk, startServer, type StrangeServer } from './strange-server';

const DEADLINE_MILLIS = 600;
const LIMITS = { answerMillis: DEADLINE_MILLIS, bytesPerSecond: 512 * 1024, longestMillis: 10_000 };
const ID = 'a'.repeat(40);

describe('a node that does not behave', () => {
  let servers: StrangeServer[] = [];
  const access = nodeAccess('ipv4');
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });

  async function connectTo(behaviour: (socket: Socket) => void): Promise<NodeConnection> {
    const server = await startServer('node', behaviour);
    servers.push(server);
    return new NodeConnection(server.member, access, new ViewQuestions(() => true), LIMITS);
  }
  async function ask(connection: NodeConnection): Promise<{ observation: MemberObservation; millis: number }> {
    const begin = performance.now();
    const observation = await connection.ask();
    return { observation, millis: performance.now() - begin };
  }

  test('silent: the deadline ends it', async () => {
    const connection = await connectTo(() => undefined);
    const { observation, millis } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: 'AnswerTimeout', error: 'no complete answer within 600 ms' });
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
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: 'AnswerTimeout' });
    expect(millis).toBeLessThan(DEADLINE_MILLIS + 1000);
    connection.close();
  });

  test('does not speak RESP: known at once, not after the deadline', async () => {
    const connection = await connectTo((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { observation, millis } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: 'NotResp' });
    expect(millis).toBeLessThan(DEADLINE_MILLIS);
    connection.close();
  });

  test('closes the connection in the middle of an answer', async () => {
    const connection = await connectTo((socket) => {
      socket.on('data', () => socket.end('$40\r\nabc'));
    });
    const { observation } = await ask(connection);
    expect(observation).toMatchObject({ kind: 'unanswered', errorCode: 'ConnectionClosed' });
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
    const connection = new NodeConnection({ id: 'node', host: 'no-such-node.invalid', port: 6379 }, access, new ViewQuestions(() => true));
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

  const NODES = `${ID} 127.0.0.1:6379@16379 myself,master - 0 0 1 connected 0-16383\n`;
  const replies = (command: string): string => {
    if (command === 'CLUSTER MYID') return bulk(ID);
    if (command === 'CLUSTER NODES') return bulk(NODES);
    return command === 'CLUSTER SLOTS' ? `*1\r\n*3\r\n:0\r\n:16383\r\n*3\r\n${bulk('127.0.0.1')}:6379\r\n${bulk(ID)}` : '+OK\r\n';
  };
  const inOrder = (observation: MemberObservation) => {
    if (observation.kind !== 'answered') return observation.kind;
    const [slots, nodes] = [slotsOf(observation.slots), nodesOf(observation.nodes)];
    return [observation.myId, slots.ok && slots.value.coveredSlots, nodes.ok && nodes.value.myself];
  };

  test('is dialled again after it broke', async () => {
    let asked: string[] = [];
    const sockets: Socket[] = [];
    const connection = await connectTo((socket) => {
      sockets.push(socket);
      answerCommands((command) => {
        asked.push(command);
        return replies(command);
      })(socket);
    });
    expect(inOrder(await connection.ask())).toEqual([ID, 16_384, ID]);
    // the first time nobody knows how much CLUSTER SLOTS would be
    expect(asked).toEqual(['CLUSTER MYID', 'CLUSTER NODES', 'CLUSTER SLOTS']);
    asked = [];
    sockets[0]?.end();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(inOrder(await connection.ask())).toEqual([ID, 16_384, ID]);
    // the id each time: a node can be reset to another one while it is connected
    expect(asked).toEqual(['CLUSTER MYID', 'CLUSTER SLOTS', 'CLUSTER NODES']);
    expect(sockets).toHaveLength(2);
    connection.close();
  });

  test('says how long the node was busy, at most', async () => {
    const connection = await connectTo(answerCommands(replies));
    await connection.ask();
    const first = connection.busyMillis;
    await connection.ask();
    expect(connection.busyMillis).toBeGreaterThan(0);
    // a new connection is the most of it
    expect(first).toBeGreaterThan(connection.busyMillis);
    expect(connection.busyMillis).toBeLessThan(0.2);
    connection.close();
  });

  test('a password is sent first on each connection, and whoever is not let in asks again', async () => {
    const asked: string[] = [];
    const server = await startServer(
      'node',
      answerCommands((command) => {
        asked.push(command);
        return asked.length === 1 ? '-WRONGPASS invalid username-password pair\r\n' : replies(command);
      }),
    );
    servers.push(server);
    const access = nodeAccess('ipv4', { credentials: { kind: 'password', userName: 'me', password: 'secret' } });
    const connection = new NodeConnection(server.member, access, new ViewQuestions(() => true), LIMITS);
    expect(await connection.ask()).toMatchObject({ kind: 'unanswered', errorCode: 'WRONGPASS' });
    expect((await connection.ask()).kind).toBe('answered');
    expect((await connection.ask()).kind).toBe('answered');
    expect(asked.map((command) => command.replace('CLUSTER ', ''))).toEqual(['AUTH me secret', 'AUTH me secret', 'MYID', 'NODES', 'SLOTS', 'MYID', 'SLOTS', 'NODES']);
    connection.close();
  });

  test('what is given up while it is dialled stays closed', async () => {
    const server = await startServer('node', () => undefined);
    servers.push(server);
    const connection = new NodeConnection(server.member, access, new ViewQuestions(() => true), LIMITS);
    const asked = connection.ask();
    connection.close();
    expect(await asked).toMatchObject({ kind: 'unanswered', errorCode: 'AbortError' });
  });

  test('an idle connection outlives every timer of a question', async () => {
    let connections = 0;
    const connection = await connectTo((socket) => {
      connections += 1;
      answerCommands(replies)(socket);
    });
    await connection.ask();
    // longer than the timer that guards the connecting
    await new Promise((resolve) => setTimeout(resolve, 2300));
    expect((await connection.ask()).kind).toBe('answered');
    expect(connections).toBe(1);
    connection.close();
  });
});
