import { EarlyReader, type ReadNodes, type ReadSlots, UNREAD_SLOTS } from '../../topology/early-reader';
import { type ListedNode, type Membership } from '../../topology/membership';
import { type Questions } from '../questions';
import { command, type RespConnection } from '../resp/resp-connection';
import { restAfter, serverMillis } from '../server-load';
import { ByteBudget } from './byte-budget';
import { KnownRows } from './known-rows';
import { type NodesAnswer, nodesRequest } from './nodes-request';
import { slotsRequest } from './slots-request';
import { SlotsWeight } from './slots-weight';

/** Large replies that are on their way at the same time. */
const BYTES_IN_FLIGHT = 32 * 1024 * 1024;
/** What a node said of its slots holds for so long, if nothing that CLUSTER NODES says has changed. */
const WORD_HOLDS_MILLIS = 60_000;

/** What one node said of its view. */
export interface ViewAnswer {
  readonly kind: 'answered';
  readonly myId: unknown;
  readonly slots: ReadSlots;
  readonly nodes: ReadNodes;
}

/** What a node said of its slots, kept because it is too much to ask for again and again. */
export interface SlotsWord {
  readonly slots: ReadSlots;
  /** What CLUSTER NODES said at that moment. */
  readonly listed: ReadonlyMap<string, ListedNode>;
  readonly slotRanges: number;
  readonly readAt: number;
  /** `performance.now()` from which on it may be asked for again. */
  readonly nextAt: number;
}

/**
 * What the nodes of one watch are asked, and what their answers share.
 *
 * As long as a reply of CLUSTER SLOTS is small, each question is one write of CLUSTER MYID, SLOTS and NODES, so that all are of
 * one moment. With fragmented slots CLUSTER SLOTS takes megabytes of the node's time and ours: then CLUSTER NODES, which shows
 * the same addresses, is asked while it shows that the node is not there yet, and CLUSTER SLOTS when it shows that it is.
 */
export class ViewQuestions implements Questions<SlotsWord> {
  private readonly reader = new EarlyReader();
  private readonly rows = new KnownRows();
  private readonly weight = new SlotsWeight();
  private readonly budget = new ByteBudget(BYTES_IN_FLIGHT);
  /** `performance.now()` when a node that had answered before was dialled again: it may have lost its data. */
  private lastReturn = 0;

  /** @param isWorthReading whether CLUSTER NODES alone leaves it open that the node is there */
  public constructor(private readonly isWorthReading: (listed: Membership) => boolean) {}

  /** A node that had answered before is connected again: what others said of their slots may not hold any more. */
  public noteReturn(): void {
    this.lastReturn = performance.now();
  }

  /** Asks over this connection. Gives the answer, and the word that the node has given of its slots. */
  public async ask(connection: RespConnection, word: SlotsWord | undefined): Promise<{ answer: ViewAnswer; word: SlotsWord | undefined }> {
    if (this.weight.isLight()) {
      const [myId, slots, { nodes, slotRanges }] = await connection.exchange([MY_ID, slotsRequest(this.reader, this.rows), nodesRequest(this.reader)]);
      this.weigh(nodes, slotRanges);
      return { answer: { kind: 'answered', myId, slots, nodes }, word: undefined };
    }
    const [myId, said] = await connection.exchange([MY_ID, nodesRequest(this.reader)]);
    this.weigh(said.nodes, said.slotRanges);
    const current = await this.wordFor(connection, said, word);
    return { answer: { kind: 'answered', myId, slots: current?.slots ?? UNREAD_SLOTS, nodes: said.nodes }, word: this.weight.isLight() ? undefined : (current ?? word) };
  }

  /** The word that holds, or a new one; nothing if it is not worth it, or too early to ask again. */
  private async wordFor(connection: RespConnection, { nodes, slotRanges }: NodesAnswer, word: SlotsWord | undefined): Promise<SlotsWord | undefined> {
    // what is wrong with CLUSTER NODES is enough to say
    const listed = nodes.parsed.ok ? nodes.parsed.value : undefined;
    if (!this.weight.isLight() && (!listed || !this.isWorthReading(listed))) return undefined;
    if (word && listed && this.holds(word, listed, slotRanges)) return word;
    if (word && performance.now() < word.nextAt) return undefined;
    return this.budget.spend(this.weight.bytes ?? 0, async () => {
      const before = connection.bytesReceived;
      const begin = performance.now();
      const [slots] = await connection.exchange([slotsRequest(this.reader, this.rows)]);
      const bytes = connection.bytesReceived - before;
      const now = performance.now();
      return { slots, listed: listed?.nodes ?? new Map<string, ListedNode>(), slotRanges, readAt: begin, nextAt: now + restAfter(serverMillis(now - begin, bytes)) };
    });
  }

  private holds({ listed, slotRanges, readAt }: SlotsWord, now: Membership, rangesNow: number): boolean {
    if (slotRanges !== rangesNow || readAt < this.lastReturn || performance.now() - readAt > WORD_HOLDS_MILLIS) return false;
    return listed === now.nodes || (listed.size === now.nodes.size && [...listed].every(([id, node]) => now.nodes.get(id) === node));
  }

  private weigh({ parsed }: ReadNodes, slotRanges: number): void {
    if (parsed.ok) this.weight.expect(parsed.value, slotRanges);
  }
}

const MY_ID = command('CLUSTER', 'MYID');
