import { isIP } from 'node:net';

import { type AddressFamily } from '../topology/address-family';
import { nodesOf } from '../topology/early-reader';
import { type ListedNode } from '../topology/membership';
import { type AnsweredMember, type Member, type UnansweredMember } from '../topology/observation';
import { nodeAccess } from './node-access';
import { NodeConnection } from './node-connection';
import { type ProbeConnection } from './probe-connection';
import { untilEnded } from './until-ended';
import { ViewQuestions } from './views/view-questions';

export interface DiscoverMembersOptions {
  /** The host and port that somebody gave: a node, or a configuration endpoint. */
  readonly seed: { readonly host: string; readonly port: number };
  /** A seed that is a name is resolved in this family first. */
  readonly targetFamily: AddressFamily;
  readonly connection?: ProbeConnection;
  /** Whether nodes are given by their names, where they have some. @default with TLS, because certificates carry names */
  readonly byName?: boolean;
  /** Gives up when it fires; the discovery is `unanswered` then. */
  readonly signal?: AbortSignal;
}

/** A member together with the id by which the cluster knows it, which outlives a change of its address. */
export interface DiscoveredMember extends Member {
  /** Cluster node id, 40 hexadecimal digits. */
  readonly nodeId: string;
}

/** Who belongs to the cluster, as the seed sees it. */
export type Discovery =
  | {
      readonly kind: 'discovered';
      /** Every node that has an address, also those that CLUSTER SLOTS leaves out: failed, syncing and slotless ones. */
      readonly members: readonly DiscoveredMember[];
      /** Ids of the nodes that the seed knows of but not where they are. They cannot be asked, and must not be forgotten. */
      readonly withoutAddress: readonly string[];
    }
  | { readonly kind: 'unanswered'; readonly error: string; readonly errorCode: string };

/**
 * Asks one node who belongs to the cluster (CLUSTER NODES). For where the ElastiCache API, which lists members better, is
 * not at hand. Never rejects.
 */
export async function discoverMembers(options: DiscoverMembersOptions): Promise<Discovery> {
  const { seed, targetFamily } = options;
  if (options.signal?.aborted) return GIVEN_UP;
  const answer = await askSeed(options, targetFamily);
  if (answer.kind === 'answered') {
    return readDiscovery(answer.nodes, options);
  }
  // a cluster on its way to a family may have its name in the other one only, or this machine may not route to it yet
  const other = targetFamily === 'ipv6' ? 'ipv4' : 'ipv6';
  const second = isIP(seed.host) === 0 && isAboutTheRoute(answer) ? await askSeed(options, other) : answer;
  if (second.kind === 'answered') {
    return readDiscovery(second.nodes, options);
  }
  const { error, errorCode } = isAboutTheRoute(second) ? answer : second;
  return { kind: 'unanswered', error, errorCode };
}

async function askSeed({ seed, connection, signal }: DiscoverMembersOptions, family: AddressFamily): Promise<AnsweredMember | UnansweredMember> {
  const member = { id: 'seed', ...seed };
  const node = new NodeConnection(member, nodeAccess(family, connection), new ViewQuestions(() => false));
  try {
    const answer = await untilEnded(node.ask(), signal ?? NEVER);
    // a node that is asked for its view is never merely reached
    return answer === undefined || answer.kind === 'reached' ? { ...GIVEN_UP, member } : answer;
  } finally {
    node.close();
  }
}

const GIVEN_UP = { kind: 'unanswered', error: 'the discovery was given up', errorCode: 'AbortError' } as const;
const NEVER = new AbortController().signal;
const ROUTE_ERRORS = ['ENOTFOUND', 'DnsSynthesized', 'EAI_AGAIN', 'ENODATA', 'EAI_ADDRFAMILY', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ConnectTimeout'];

/** Nobody answered: whoever would, may do so over the other family. */
function isAboutTheRoute({ errorCode }: UnansweredMember): boolean {
  return ROUTE_ERRORS.includes(errorCode);
}

function readDiscovery(reply: unknown, { seed, connection, byName = connection?.tls !== undefined }: DiscoverMembersOptions): Discovery {
  const parsed = nodesOf(reply);
  if (!parsed.ok) {
    return { kind: 'unanswered', error: `CLUSTER NODES: ${parsed.reason}`, errorCode: 'MalformedReply' };
  }
  const { nodes, myself } = parsed.value;
  // a node that is being introduced has a made-up id and is either in or gone within the node timeout
  const settled = [...nodes.values()].filter(({ health }) => health !== 'joining');
  const found = settled.map((node) => ({ node, member: memberOf(node, byName, node.id === myself ? seed : undefined) }));
  return {
    kind: 'discovered',
    members: withUniqueIds(found.flatMap(({ member }) => member ?? [])).sort(byId),
    withoutAddress: found.flatMap(({ node, member }) => (member === undefined ? [node.id] : [])),
  };
}

/** `fallback`: where the node was reached, for a node that does not know its own address. */
function memberOf(node: ListedNode, byName: boolean, fallback?: { host: string; port: number }): DiscoveredMember | undefined {
  const announced = announcedHost(node, byName);
  const host = announced ?? fallback?.host;
  const port = announced !== undefined && node.port !== undefined && node.port > 0 ? node.port : fallback?.port;
  if (host === undefined || port === undefined) {
    return undefined;
  }
  const id = node.hostname ?? (isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`);
  return { id, host, port, nodeId: node.id };
}

/** Several nodes may share one name, and differ in their ports only. */
function withUniqueIds(members: readonly DiscoveredMember[]): DiscoveredMember[] {
  const isShared = (id: string): boolean => members.filter((member) => member.id === id).length > 1;
  return members.map((member) => (isShared(member.id) ? { ...member, id: `${member.id}:${member.port}` } : member));
}

function byId(left: Member, right: Member): number {
  return left.id.localeCompare(right.id, 'en', { numeric: true });
}

/** With TLS a node is dialled by its name, which its certificate carries; without, by its address, which needs no resolver. */
function announcedHost({ endpoint, hostname }: ListedNode, byName: boolean): string | undefined {
  if (byName && hostname !== undefined) {
    return hostname;
  }
  if (endpoint.kind === 'address') {
    return endpoint.address;
  }
  return endpoint.kind === 'hostname' ? endpoint.hostname : hostname;
}
