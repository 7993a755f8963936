import { type ListedNode, type Membership, type NodeHealth } from './membership';
import { MalformedReply, type Parsed, parsing } from './parsed';
import { readEndpoint } from './read-endpoint';
import { requireInteger, requireNodeId, sketch, textOf } from './reply-values';

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
    for (const line of text.split(/\r?\n/).filter((each) => each !== '')) {
      const node = readLine(line);
      if (nodes.has(node.id)) throw new MalformedReply(`node ${node.id.slice(0, 8)} is listed twice`);
      nodes.set(node.id, share(node));
      if (node.flags.includes('myself')) myself.push(node.id);
    }
    if (myself[0] === undefined || myself.length > 1) throw new MalformedReply(`${myself.length} lines are flagged "myself"`);
    return { nodes, myself: myself[0] };
  });
}

const FLAGS = /^[a-z?-]+(?:,[a-z?-]+)*$/;
const NUMBER = /^-?\d+$/;
const LINK_STATE = /^(?:dis)?connected$/;
/** The first match counts: a node that joins may carry other flags beside. */
const HEALTH_BY_FLAG: readonly (readonly [string, NodeHealth])[] = [
  ['handshake', 'joining'],
  ['noaddr', 'no-address'],
  ['fail', 'failed'],
  ['fail?', 'suspected'],
];

function readLine(line: string): ListedNode {
  const [id, place = '', flags = '', primary = '', ...rest] = line.split(' ', 8);
  const node = requireNodeId(id, 'the first word of a line');
  const where = `node ${node.slice(0, 8)}`;
  const [ping = '', pong = '', epoch = '', link = ''] = rest;
  if (!FLAGS.test(flags)) throw new MalformedReply(`${where}: flags are ${sketch(flags)}`);
  if (primary !== '-') requireNodeId(primary, `${where}: its primary`);
  if (![ping, pong, epoch].every((word) => NUMBER.test(word)) || !LINK_STATE.test(link)) {
    throw new MalformedReply(`${where}: the line ends too early or is not that of a node`);
  }
  return { id: node, ...readPlace(place, where), ...readFlags(flags) };
}

function readPlace(place: string, where: string): Pick<ListedNode, 'endpoint' | 'port' | 'hostname'> {
  // an IPv6 address has no brackets here: only the LAST colon is before the port
  const [, address, port, hostname] = /^([^,]*):(\d+)@\d+(?:,([^,]*))?/.exec(place) ?? [];
  if (address === undefined) throw new MalformedReply(`${where}: ${sketch(place)} is not ip:port@cport`);
  return {
    endpoint: readEndpoint(address, `${where}: ip`),
    // 0 where the address is not known
    port: requireInteger(Number(port), [0, 65_535], `${where}: port`),
    ...(hostname && { hostname }),
  };
}

function readFlags(written: string): Pick<ListedNode, 'flags' | 'health'> {
  const flags = written.split(',');
  const [, health] = HEALTH_BY_FLAG.find(([flag]) => flags.includes(flag)) ?? ['', 'online' as const];
  return { flags, health };
}
