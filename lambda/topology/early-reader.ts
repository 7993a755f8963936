import { KnownLines } from './known-lines';
import { type ListedNode, type Membership } from './membership';
import { type KnownNodes, NodesReading, parseClusterNodes } from './parse-cluster-nodes';
import { type KnownView, parseClusterSlots, SlotsReading } from './parse-cluster-slots';
import { type Parsed, parsing } from './parsed';
import { isSameEndpoint, type TopologyView, type ViewNode } from './view';

/** A reply of CLUSTER SLOTS that has been read; goes into an observation in place of the reply. A class, so that nothing off the wire is one. */
export class ReadSlots {
  public constructor(public readonly parsed: Parsed<TopologyView>) {}
}

/** In place of a reply of CLUSTER SLOTS that nobody has asked for yet. A member with it is not on target. */
export const UNREAD_SLOTS = new ReadSlots({ ok: false, reason: 'it is still to be read' });

/** A reply of CLUSTER NODES that has been read; goes into an observation in place of the reply. */
export class ReadNodes {
  public constructor(public readonly parsed: Parsed<Membership>) {}
}

/** Forms of one node that are held: before and after a change of its place, and in between. */
const MOST_FORMS = 8;
/** Views that are held to be shared. While a change spreads, each node may have one of its own. */
const MOST_VIEWS = 16;

/**
 * Reads replies as they come in, so that nobody has to keep them: with fragmented slots one reply takes up to 60 MB,
 * and the replies of 500 nodes are judged together. Views of the same cluster repeat each other, so what they agree on
 * is held once: each node, and each view as a whole. Whoever judges them can tell by identity that they are the same.
 * One reader serves one watch.
 */
export class EarlyReader {
  private readonly viewNodes = new Map<string, Forms<ViewNode>>();
  private readonly listedNodes = new Map<string, Forms<ListedNode>>();
  private readonly lines = new KnownLines();
  private readonly views: TopologyView[] = [];
  private lastView: KnownView | undefined;
  private readonly memberships: KnownNodes[] = [];

  /** A reply of CLUSTER SLOTS begins of which the rows will come one by one. */
  public beginSlots(): SlotsReading {
    return new SlotsReading(this.shareViewNode, this.lastView);
  }

  /** All rows have come. */
  public endSlots(reading: SlotsReading): ReadSlots {
    const known = reading.known();
    if (known !== this.lastView) this.lastView = { ...known, view: this.sharedView(known.view) };
    return new ReadSlots({ ok: true, value: this.lastView.view });
  }

  /** A reply of CLUSTER NODES begins of which the bytes will come in pieces. */
  public beginNodes(): NodesReading {
    return new NodesReading(this.lines, this.shareListedNode);
  }

  /** All bytes have come. */
  public endNodes(reading: NodesReading): ReadNodes {
    return new ReadNodes(
      parsing(() => {
        const membership = reading.membership(this.memberships);
        this.noteNodes(membership.nodes);
        return membership;
      }),
    );
  }

  /** A reply of CLUSTER SLOTS that is there as a whole. */
  public slots(reply: unknown): ReadSlots {
    const parsed = parseClusterSlots(reply, this.shareViewNode);
    return new ReadSlots(parsed.ok ? { ok: true, value: this.sharedView(parsed.value) } : parsed);
  }

  /** A reply of CLUSTER NODES that is there as a whole. */
  public nodes(reply: unknown): ReadNodes {
    const parsed = parseClusterNodes(reply, this.shareListedNode);
    return new ReadNodes(parsed.ok ? { ok: true, value: this.sharedMembership(parsed.value) } : parsed);
  }

  private readonly shareViewNode = (node: ViewNode): ViewNode => share(this.viewNodes, node, isSameViewNode);

  private readonly shareListedNode = (node: ListedNode): ListedNode => share(this.listedNodes, node, isSameListedNode);

  private sharedView(view: TopologyView): TopologyView {
    const same = this.views.find(({ nodes, coveredSlots }) => coveredSlots === view.coveredSlots && isSameMap(nodes, view.nodes));
    return same ?? remember(this.views, view);
  }

  private sharedMembership({ nodes, ...rest }: Membership): Membership {
    const shared = this.memberships.find((known) => isSameMap(known.nodes, nodes))?.nodes ?? nodes;
    this.noteNodes(shared);
    return { ...rest, nodes: shared };
  }

  private noteNodes(nodes: Membership['nodes']): void {
    if (this.memberships.some((known) => known.nodes === nodes)) return;
    remember(this.memberships, { nodes, places: new Map([...nodes.values()].map((node, place) => [node, place])) });
  }
}

const readLate = new WeakMap<object, Parsed<TopologyView>>();

/** Reads what has not been read early, once. */
export function slotsOf(reply: unknown): Parsed<TopologyView> {
  if (reply instanceof ReadSlots) return reply.parsed;
  if (typeof reply !== 'object' || reply === null) return parseClusterSlots(reply);
  const parsed = readLate.get(reply) ?? parseClusterSlots(reply);
  readLate.set(reply, parsed);
  return parsed;
}

/** Reads what has not been read early. */
export function nodesOf(reply: unknown): Parsed<Membership> {
  return reply instanceof ReadNodes ? reply.parsed : parseClusterNodes(reply);
}

/** Puts the newest first, and forgets the oldest. */
function remember<T>(known: T[], value: T): T {
  known.unshift(value);
  if (known.length > MOST_VIEWS) known.pop();
  return value;
}

/** Whether both hold the very same nodes, in whatever order. */
function isSameMap<Node>(one: ReadonlyMap<string, Node>, other: ReadonlyMap<string, Node>): boolean {
  if (one.size !== other.size) return false;
  for (const [id, node] of other) if (one.get(id) !== node) return false;
  return true;
}

/** Forms of one node, the newest first; there is one at least. */
type Forms<Node> = [Node, ...Node[]];

/** The form of the node that is held already, if it is one of the last ones. */
function share<Node extends ViewNode>(known: Map<string, Forms<Node>>, node: Node, isSame: (one: Node, other: Node) => boolean): Node {
  const forms = known.get(node.id);
  if (!forms) {
    known.set(node.id, [node]);
    return node;
  }
  return forms.find((form) => isSame(form, node)) ?? addForm(forms, node);
}

function addForm<Node extends ViewNode>(forms: Forms<Node>, node: Node): Node {
  // the older id: the newer one may be a piece of its reply's text and would hold all of it in memory
  const kept = { ...node, id: forms[0].id };
  forms.unshift(kept);
  if (forms.length > MOST_FORMS) forms.pop();
  return kept;
}

function isSameViewNode(one: ViewNode, other: ViewNode): boolean {
  return one.port === other.port && one.metadataIp === other.metadataIp && isSameEndpoint(one.endpoint, other.endpoint);
}

function isSameListedNode(one: ListedNode, other: ListedNode): boolean {
  return isSameViewNode(one, other) && one.hostname === other.hostname && one.flags.join() === other.flags.join();
}
