import { once } from 'node:events';
import { connect } from 'node:net';
import { RespConnection } from '../../../../lambda/probe/resp/resp-connection';
import { type SlotsWord, ViewQuestions } from '../../../../lambda/probe/views/view-questions';
import { nodesOf, slotsOf } from '../../../../lambda/topology/early-reader';
import { nodeId } from '../../topology/sample-topology';
import { encodeReply } from '../resp/resp-encoding';
import { answerCommands, bulk, startServer, type StrangeServer } from '../strange-server';

const [A, B] = [nodeId(1), nodeId(2)];
/** The replies are made in this process, which may be busy with other tests. */
const LIMITS = { answerMillis: 60_000, bytesPerSecond: 1e6, longestMillis: 60_000 };

/** Two primaries that have every other slot, as in a cluster after many reshardings, or one range each. */
class TwoNodes {
  public readonly asked: string[] = [];
  public address = '10.0.0.2';
  public fragmented = true;
  public connection: RespConnection | undefined;
  private server: StrangeServer | undefined;
  private readonly encoded = new Map<string, string>();

  public async start(): Promise<RespConnection> {
    this.server = await startServer(
      'two',
      answerCommands((command) => {
        const name = command.slice('CLUSTER '.length);
        this.asked.push(name);
        if (name === 'MYID') return bulk(A);
        return name === 'NODES' ? bulk(this.nodes()) : this.encodedSlots();
      }),
    );
    const socket = connect(this.server.member.port, '127.0.0.1');
    await once(socket, 'connect');
    this.connection = new RespConnection(socket, LIMITS);
    return this.connection;
  }
  public async close(): Promise<void> {
    this.connection?.close();
    await this.server?.close();
  }
  /** What was asked since the last time. */
  public since(): string[] {
    return this.asked.splice(0);
  }
  private nodes(): string {
    const of = (first: number): string => (this.fragmented ? Array.from({ length: 8192 }, (_, index) => first + 2 * index).join(' ') : `${first * 8192}-${first * 8192 + 8191}`);
    return `${A} 10.0.0.1:6379@16379 myself,master - 0 0 1 connected ${of(0)}\n${B} ${this.address}:6379@16379 master - 0 ${Date.now()} 2 connected ${of(1)}\n`;
  }
  private encodedSlots(): string {
    const key = `${this.address} ${this.fragmented}`;
    const encoded = this.encoded.get(key) ?? encodeReply(this.slots());
    this.encoded.set(key, encoded);
    return encoded;
  }
  private slots() {
    const node = (index: number) => (index % 2 === 0 ? ['10.0.0.1', 6379, A, []] : [this.address, 6379, B, []]);
    if (!this.fragmented) return [0, 1].map((index) => [index * 8192, index * 8192 + 8191, node(index)]);
    return Array.from({ length: 16_384 }, (_, slot) => [slot, slot, node(slot)]);
  }
}

describe('what a node is asked', () => {
  const two = new TwoNodes();
  let connection: RespConnection;
  let questions: ViewQuestions;
  let word: SlotsWord | undefined;
  beforeEach(async () => {
    connection = await two.start();
    two.address = '10.0.0.2';
    two.fragmented = true;
    two.since();
    word = undefined;
    // a node is worth it when it shows the other one at its new address
    questions = new ViewQuestions(({ nodes }) => [...nodes.values()].every(({ endpoint }) => endpoint.kind === 'address' && endpoint.address !== '10.0.0.2'));
  });
  afterEach(() => two.close());

  async function ask() {
    const asked = await questions.ask(connection, word);
    word = asked.word;
    const { slots, nodes } = asked.answer;
    const view = slotsOf(slots);
    return { slots: view.ok ? view.value.coveredSlots : view.reason, nodes: nodesOf(nodes).ok };
  }

  test('where CLUSTER SLOTS is small: everything at once, as soon as that is known', async () => {
    two.fragmented = false;
    expect(await ask()).toEqual({ slots: 16_384, nodes: true });
    expect(two.since()).toEqual(['MYID', 'NODES', 'SLOTS']);
    expect(await ask()).toEqual({ slots: 16_384, nodes: true });
    expect(two.since()).toEqual(['MYID', 'SLOTS', 'NODES']);
  });

  test('where it is large: CLUSTER NODES, until that leaves it open that the node is there', async () => {
    expect(await ask()).toEqual({ slots: 'it is still to be read', nodes: true });
    expect(await ask()).toEqual({ slots: 'it is still to be read', nodes: true });
    expect(two.since()).toEqual(['MYID', 'NODES', 'MYID', 'NODES']);
    two.address = '10.0.0.3';
    expect(await ask()).toEqual({ slots: 16_384, nodes: true });
    expect(two.since()).toEqual(['MYID', 'NODES', 'SLOTS']);
  });

  test('what it said of its slots holds while CLUSTER NODES says the same', async () => {
    two.address = '10.0.0.3';
    await ask();
    two.since();
    expect(await ask()).toEqual({ slots: 16_384, nodes: true });
    expect(two.since()).toEqual(['MYID', 'NODES']);
  });

  test('and not when it says something else; then it is asked again, but not too soon', async () => {
    two.address = '10.0.0.3';
    await ask();
    two.address = '10.0.0.4';
    two.since();
    // a reply that took the node some milliseconds is not asked for again within a hundred times that
    expect(await ask()).toEqual({ slots: 'it is still to be read', nodes: true });
    expect(two.since()).toEqual(['MYID', 'NODES']);
    word = word && { ...word, nextAt: 0 };
    expect(await ask()).toEqual({ slots: 16_384, nodes: true });
    expect(two.since()).toEqual(['MYID', 'NODES', 'SLOTS']);
  });

  test.each([
    ['after a minute', () => undefined, (old: SlotsWord) => ({ ...old, readAt: old.readAt - 60_001, nextAt: 0 })],
    [
      'after another node came back: it may have lost its data',
      () => {
        questions.noteReturn();
      },
      (old: SlotsWord) => ({ ...old, nextAt: 0 }),
    ],
    ['when the number of slot ranges has changed', () => undefined, (old: SlotsWord) => ({ ...old, slotRanges: 5, nextAt: 0 })],
    ['when another node was there', () => undefined, (old: SlotsWord) => ({ ...old, listed: new Map(), nextAt: 0 })],
  ])('it does not hold %s', async (_, happens, change) => {
    two.address = '10.0.0.3';
    await ask();
    two.since();
    happens();
    word = word && change(word);
    expect(await ask()).toEqual({ slots: 16_384, nodes: true });
    expect(two.since()).toEqual(['MYID', 'NODES', 'SLOTS']);
  });
});
