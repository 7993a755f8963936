import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type EmbeddedIdentity, type NodeView } from './node-view';

/** What gossip needs of a node. */
export interface GossipMember {
  readonly identity: EmbeddedIdentity;
  readonly view: NodeView;
  /** Neither killed nor frozen: sends and takes messages. */
  isUp(): boolean;
  /** What the node announces of itself. */
  announcedFamily(): AddressFamily;
}

/** Milliseconds with a node timeout of 5 s; they grow and shrink with the timeout. */
const REFERENCE_TIMEOUT = 5000;
const SLOWEST = 3000;
const QUICKEST = 200;

/** A node that comes back opens fresh links, and these ping at once. */
const FRESH_LINK = { from: 20, to: 150 } as const;

/** How often a message to or from a node that is down is tried again. */
const RETRY_MILLIS = 50;

/**
 * How news travels between the nodes of the embedded cluster: every other node learns separately, each after a pause of
 * its own, as the nodes of a real cluster do.
 */
export class Gossip {
  private readonly timers = new Set<NodeJS.Timeout>();

  public constructor(
    private readonly members: readonly GossipMember[],
    private readonly nodeTimeoutMillis: number,
  ) {}

  /** The others learn of a new address of `sender`, one after the other. */
  public spread(sender: GossipMember): void {
    const scale = this.nodeTimeoutMillis / REFERENCE_TIMEOUT;
    for (const other of this.othersThan(sender)) this.tell(sender, other, between(QUICKEST * scale, SLOWEST * scale));
  }

  /** `member` is up again: it and the others exchange what they know without waiting. */
  public rejoin(member: GossipMember): void {
    for (const other of this.othersThan(member)) {
      this.tell(member, other, between(FRESH_LINK.from, FRESH_LINK.to));
      this.tell(other, member, between(FRESH_LINK.from, FRESH_LINK.to));
    }
  }

  /** `member` went silent: whoever does not hear of it for the node timeout holds it for failed. */
  public suspect(member: GossipMember): void {
    for (const other of this.othersThan(member)) {
      this.after(between(this.nodeTimeoutMillis, 1.3 * this.nodeTimeoutMillis), () => {
        if (!member.isUp() && other.isUp()) other.view.of(member.identity.id).failed = true;
      });
    }
  }

  public close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private othersThan(member: GossipMember): GossipMember[] {
    return this.members.filter((other) => other !== member);
  }

  private tell(from: GossipMember, to: GossipMember, delayMillis: number): void {
    this.after(delayMillis, () => {
      if (!from.isUp() || !to.isUp()) {
        this.tell(from, to, RETRY_MILLIS);
        return;
      }
      const belief = to.view.of(from.identity.id);
      belief.family = from.announcedFamily();
      belief.failed = false;
    });
  }

  private after(millis: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, millis);
    this.timers.add(timer);
  }
}

function between(low: number, high: number): number {
  return low + Math.random() * (high - low);
}
