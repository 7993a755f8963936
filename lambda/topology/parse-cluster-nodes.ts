import { type ListedNode, type Membership, type NodeHealth } from './membership';
import { MalformedReply, type Parsed, parsing } from './parsed';
import { readEndpoint } from './read-endpoint';
import { requireInteger, sketch, textOf } from './reply-values';

/** Returns an equal node that is already held elsewhere, or `node` itself. */
export type ShareListedNode = (node: ListedNode) => ListedNode;

/**
 * Reads a reply of CLUSTER NODES, one line a node:
 * `id ip:port@cport[,hostname[,key=value...]] flags primary ping-sent pong-received epoch link-state slot...`
 *
 * The `ip` is written in every endpoint mode, also where CLUSTER SLOTS gives names. The slots are not read: with
 * fragmented slots they are nearly all of the reply, and CLUSTER SLOTS has them.
 *
 * @param share lets many replies hold one copy of what they agree on
 */
export function parseClusterNodes(reply: unknown, share: ShareListedNode = (node) => node): Parsed<Membership> {
  return parsing(() => {
    const text = textOf(reply);
    if (text === undefined) throw new MalformedReply(`the reply is not text but ${sketch(reply)}`);
    const nodes = new Map<string, ListedNode>();
    const myself: string[] = [];
    text.split('\n').forEach((line, index) => {
      if (line === '' || line === '\r') return;
      const node = readLine(line, `line ${index}`);
      if (nodes.has(node.id)) throw new MalformedReply(`node ${node.id.slice(0, 8)} is listed twice`);
      const kept = share(node);
      nodes.set(kept.id, kept);
      if (kept.flags.includes('myself')) myself.push(kept.id);
    });
    if (myself[0] === undefined || myself.length > 1) throw new MalformedReply(`${myself.length} lines are flagged "myself"`);
    return { nodes, myself: myself[0] };
  });
}

/**
 * `id ip:port@cport[,hostname[,key=value...]] flags primary ping-sent pong-received epoch link-state`, then the slots.
 * An IPv6 address has no brackets here: only the LAST colon is before the port.
 */
const LINE =
  /^([0-9a-f]{40}) ([^, ]*):(\d+)@\d+(?:,([^, ]*)[^ ]*)? ([a-z?-]+(?:,[a-z?-]+)*) (?:-|[0-9a-f]{40}) -?\d+ -?\d+ -?\d+ (?:dis)?connected(?=[ \r]|$)/;

/** The first match counts: a node that joins may carry other flags beside. */
const HEALTH_BY_FLAG: readonly (readonly [string, NodeHealth])[] = [
  ['handshake', 'joining'],
  ['noaddr', 'no-address'],
  ['fail', 'failed'],
  ['fail?', 'suspected'],
];

function readLine(line: string, where: string): ListedNode {
  const [, id, address, port, hostname, flags] = LINE.exec(line) ?? [];
  if (id === undefined || flags === undefined) throw new MalformedReply(`${where} is not that of a node: ${sketch(line)}`);
  return {
    id,
    endpoint: readEndpoint(address, `${where}: ip`),
    // 0 where the address is not known
    port: requireInteger(Number(port), [0, 65_535], `${where}: port`),
    ...(hostname && { hostname }),
    ...readFlags(flags),
  };
}

function readFlags(written: string): Pick<ListedNode, 'flags' | 'health'> {
  const flags = written.split(',');
  const [, health] = HEALTH_BY_FLAG.find(([flag]) => flags.includes(flag)) ?? ['', 'online' as const];
  return { flags, health };
}
