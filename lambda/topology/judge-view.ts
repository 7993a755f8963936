import { type AddressFamily } from './address-family';
import { type Census } from './census';
import { readIpLiteral } from './ip-literal';
import { TOTAL_SLOTS } from './slot-ledger';
import { type Endpoint, type TopologyView, type ViewNode } from './view';
import { listSome, wordEndpoint } from './wording';

/** What is wrong with a view; empty if it shows every member, and nothing else, on the target family. */
export function judgeView(view: TopologyView, census: Census, target: AddressFamily): readonly string[] {
  if (view.nodes.size === 0) return ['lists no node yet: it has not joined the cluster, or the cluster has no slots'];
  const nodes = [...view.nodes.values()];
  return [
    ...judgeIds(view.nodes, census),
    ...(view.coveredSlots === TOTAL_SLOTS ? [] : [`covers ${view.coveredSlots} of ${TOTAL_SLOTS} slots`]),
    ...judgeFamily(nodes, census, target),
    ...judgeNames(nodes, census),
    ...judgePlaces(nodes, census),
  ];
}

/** Whether the view says nothing but names, as with transit encryption. */
export function namesOnly(view: TopologyView): boolean {
  const nodes = [...view.nodes.values()];
  return nodes.length > 0 && nodes.every(({ endpoint }) => endpoint.kind === 'hostname');
}

/** Whether a client that is given this endpoint reaches the node over the family, as far as a view can say. */
export function servesFamily(endpoint: Endpoint, target: AddressFamily): boolean {
  if (endpoint.kind !== 'address' || endpoint.family !== target) return false;
  return readIpLiteral(endpoint.address)?.unspecified === false;
}

/** Ids that are missing or too many. While a member's id is not known, a node without a member may be that one. */
export function judgeIds(nodes: ReadonlyMap<string, unknown>, census: Census): readonly string[] {
  const missing = census.nodeIds.filter((id) => !nodes.has(id)).map((id) => census.nameOf(id));
  const strangers = [...nodes.keys()].filter((id) => !census.isMember(id)).map((id) => census.nameOf(id));
  const problems = missing.length > 0 ? [`does not list ${listSome(missing)}`] : [];
  if (census.complete && strangers.length > 0) problems.push(`lists ${listSome(strangers)}, not a member of the group`);
  if (problems.length === 0 && nodes.size !== census.size) problems.push(`lists ${nodes.size} nodes, the group has ${census.size}`);
  return problems;
}

function judgeFamily(nodes: readonly ViewNode[], census: Census, target: AddressFamily): readonly string[] {
  const off = nodes.filter(({ endpoint }) => endpoint.kind === 'address' && !servesFamily(endpoint, target));
  const silent = nodes.filter(({ endpoint }) => endpoint.kind === 'unknown');
  return [
    ...(off.length > 0 ? [`shows ${off.length} of ${nodes.length} nodes off ${target}: ${listNodes(off, census)}`] : []),
    ...(silent.length > 0 ? [`can not tell yet for ${silent.length} of ${nodes.length} nodes: ${listNodes(silent, census)}`] : []),
  ];
}

function judgeNames(nodes: readonly ViewNode[], census: Census): readonly string[] {
  const named = nodes.filter(({ endpoint }) => endpoint.kind === 'hostname');
  if (named.length === 0) return [];
  return [`gives host names, which do not tell the family, for ${named.length} of ${nodes.length} nodes: ${listNodes(named, census)}`];
}

/** Two nodes at one place: clients reach one of them at most. */
function judgePlaces(nodes: readonly ViewNode[], census: Census): readonly string[] {
  const places = new Map<string, ViewNode>();
  for (const node of nodes) {
    if (node.endpoint.kind !== 'address') continue;
    const place = [node.endpoint.address, node.port].join(' port ');
    const other = places.get(place);
    if (other) return [`shows ${census.nameOf(other.id)} and ${census.nameOf(node.id)} at one place: ${place}`];
    places.set(place, node);
  }
  return [];
}

function listNodes(nodes: readonly ViewNode[], census: Census): string {
  return listSome(nodes.map(({ id, endpoint, metadataIp }) => `${census.nameOf(id)} ${wordEndpoint(endpoint, metadataIp)}`));
}
