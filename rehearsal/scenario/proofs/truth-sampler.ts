import { setTimeout as pause } from 'node:timers/promises';
import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type NodeProgress } from '../../view/progress';
import { isOfFamily, slotsAddresses } from './slots-addresses';

/** A node as the sampler asks it. */
export interface SampledNode {
  readonly memberId: string;
  /** Cluster node id. */
  readonly id: string;
  /** Asks this node for its CLUSTER SLOTS, over a connection that nobody else uses. */
  askSlots(): Promise<unknown>;
}

/** When the view of one node became complete, as closely as it was seen. Milliseconds since the epoch. */
export interface ViewCompletion {
  readonly memberId: string;
  /** When the last question went out that was answered with an incomplete view. */
  readonly incompleteUntil: number;
  /** When the first complete view after that arrived; absent while it is not complete. */
  readonly completeFrom: number | undefined;
}

interface Standing {
  addresses: ReadonlyMap<string, string>;
  answeredAt: number;
  incompleteUntil: number;
  completeFrom: number | undefined;
}

const SAMPLE_EVERY_MILLIS = 15;
/** Without an answer for this long, a node counts as silent. */
const SILENT_AFTER_MILLIS = 1000;

/**
 * Asks every node for its own view, every few milliseconds, independently of the gate: what the rehearsal measures the
 * gate against.
 */
export class TruthSampler {
  private readonly standings: Map<SampledNode, Standing>;
  private readonly stopping = new AbortController();
  private loops: readonly Promise<void>[] = [];

  public constructor(
    private readonly nodes: readonly SampledNode[],
    private readonly target: AddressFamily,
  ) {
    const now = Date.now();
    this.standings = new Map(
      nodes.map((node) => [node, { addresses: new Map(), answeredAt: now, incompleteUntil: now, completeFrom: undefined }]),
    );
  }

  public start(): void {
    this.loops = this.nodes.map((node) => this.sample(node));
  }

  /** Resolves when nothing is asked any more. */
  public async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  /** How every node stands now. */
  public progress(): readonly NodeProgress[] {
    return [...this.standings].map(([node, standing]) => {
      const answers = Date.now() - standing.answeredAt < SILENT_AFTER_MILLIS;
      return {
        memberId: node.memberId,
        announces: standing.addresses.get(node.id) ?? '',
        onTarget: this.onTarget(standing.addresses),
        complete: answers && standing.completeFrom !== undefined,
        answers,
      };
    });
  }

  /** When the view of every node became complete. */
  public completions(): readonly ViewCompletion[] {
    return [...this.standings].map(([{ memberId }, { incompleteUntil, completeFrom }]) => ({
      memberId,
      incompleteUntil,
      completeFrom,
    }));
  }

  // One loop a node: a node that does not answer must not delay the samples of the others.
  private async sample(node: SampledNode): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const askedAt = Date.now();
      const reply = await node.askSlots().catch(() => undefined);
      if (reply !== undefined) {
        this.note(node, askedAt, slotsAddresses(reply));
      }
      await pause(SAMPLE_EVERY_MILLIS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private note(node: SampledNode, askedAt: number, addresses: ReadonlyMap<string, string>): void {
    const standing = this.standings.get(node);
    if (standing === undefined) {
      return;
    }
    standing.addresses = addresses;
    standing.answeredAt = Date.now();
    if (this.onTarget(addresses) === this.nodes.length && addresses.size === this.nodes.length) {
      standing.completeFrom ??= standing.answeredAt;
    } else {
      standing.incompleteUntil = askedAt;
      standing.completeFrom = undefined;
    }
  }

  private onTarget(addresses: ReadonlyMap<string, string>): number {
    return [...addresses.values()].filter((address) => isOfFamily(address, this.target)).length;
  }
}
