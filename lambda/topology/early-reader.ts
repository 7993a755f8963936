import { type ListedNode, type Membership } from './membership';
import { parseClusterNodes } from './parse-cluster-nodes';
import { parseClusterSlots } from './parse-cluster-slots';
import { type Parsed } from './parsed';
import { type Endpoint, type TopologyView, type ViewNode } from './view';

/** A reply of CLUSTER SLOTS that has been read; goes into an observation in place of the reply. A class, so that nothing off the wire is one. */
export class ReadSlots {
  public constructor(public readonly parsed: Parsed<TopologyView>) {}
}

/** A reply of CLUSTER NODES that has been read; goes into an observation in place of the reply. */
export class ReadNodes {
  public constructor(public readonly parsed: Parsed<Membership>) {}
}

/**
 * Reads replies as they come in, so that nobody has to keep them: with fragmented slots one reply takes up to 60 MB,
 * and the replies of 500 nodes are judged together. Views of the same cluster repeat each other, so what they agree on
 * is held once. One reader serves one watch.
 */
export class EarlyReader {
  private readonly viewNodes = new Map<string, ViewNode>();
  private readonly listedNodes = new Map<string, ListedNode>();

  public slots(reply: unknown): ReadSlots {
    return new ReadSlots(parseClusterSlots(reply, (node) => share(this.viewNodes, node, isSameViewNode)));
  }

  public nodes(reply: unknown): ReadNodes {
    return new ReadNodes(parseClusterNodes(reply, (node) => share(this.listedNodes, node, isSameListedNode)));
  }
}

/** Reads what has not been read early. */
export function slotsOf(reply: unknown): Parsed<TopologyView> {
  return reply instanceof ReadSlots ? reply.parsed : parseClusterSlots(reply);
}

/** Reads what has not been read early. */
export function nodesOf(reply: unknown): Parsed<Membership> {
  return reply instanceof ReadNodes ? reply.parsed : parseClusterNodes(reply);
}

/** Remembers the last form of each node: during a change there are two, before and after it one. */
function share<Node extends ViewNode>(known: Map<string, Node>, node: Node, isSame: (one: Node, other: Node) => boolean): Node {
  const last = known.get(node.id);
  if (last && isSame(last, node)) return last;
  // the older id: the newer one is a piece of its reply's text and would hold all of it in memory
  const kept = last ? { ...node, id: last.id } : node;
  known.set(kept.id, kept);
  return kept;
}

function isSameViewNode(one: ViewNode, other: ViewNode): boolean {
  return one.port === other.port && one.metadataIp === other.metadataIp && isSameEndpoint(one.endpoint, other.endpoint);
}

function isSameListedNode(one: ListedNode, other: ListedNode): boolean {
  return isSameViewNode(one, other) && one.hostname === other.hostname && one.flags.join() === other.flags.join();
}

function isSameEndpoint(one: Endpoint, other: Endpoint): boolean {
  return one.kind === other.kind && writtenIn(one) === writtenIn(other);
}

function writtenIn(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'address':
      return endpoint.address;
    case 'hostname':
      return endpoint.hostname;
    case 'unknown':
      return endpoint.written;
  }
}
