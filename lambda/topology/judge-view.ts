import { type Census } from './census';
import { TOTAL_SLOTS } from './slot-ledger';
import { type Endpoint, type TopologyView, type ViewNode } from './view';
import { serves, type ViewRule } from './view-rule';
import { listSome, wordEndpoint } from './wording';

/** What is wrong with a view; empty if it shows every member, and nothing else, where the rule wants them. */
export function judgeView(view: TopologyView, census: Census, rule: ViewRule): readonly string[] {
  if (view.nodes.size === 0) return ['lists no node yet: it has not joined the cluster, or the cluster has no slots'];
  const nodes = [...view.nodes.values()];
  return [
    ...judgeIds(view.nodes, census),
    ...(view.coveredSlots === TOTAL_SLOTS ? [] : [`covers ${view.coveredSlots} of ${TOTAL_SLOTS} slots`]),
    ...judgeFamily(nodes, census, rule),
    ...(rule.names ? [] : judgeNames(nodes, census)),
    ...judgePlaces(nodes, census),
  ];
}

/** Whether the view says nothing but names, as with transit encryption. */
export function namesOnly(view: TopologyView): boolean {
  const nodes = [...view.nodes.values()];
  return nodes.length > 0 && nodes.every(({ endpoint }) => endpoint.kind === 'hostname');
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

function judgeFamily(nodes: readonly ViewNode[], census: Census, rule: ViewRule): readonly string[] {
  const off = nodes.filter(({ endpoint }) => endpoint.kind === 'address' && !serves(endpoint, rule));
  const silent = nodes.filter(({ endpoint }) => endpoint.kind === 'unknown');
  return [
    ...(off.length > 0 ? [`shows ${off.length} of ${nodes.length} nodes off ${rule.family ?? 'any address'}: ${listNodes(off, census)}`] : []),
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
    const host = hostOf(node.endpoint);
    if (host === undefined) continue;
    const place = [host, node.port].join(' port ');
    const other = places.get(place);
    if (other) return [`shows ${census.nameOf(other.id)} and ${census.nameOf(node.id)} at one place: ${place}`];
    places.set(place, node);
  }
  return [];
}

function hostOf(endpoint: Endpoint): string | undefined {
  if (endpoint.kind === 'unknown') return undefined;
  return endpoint.kind === 'address' ? endpoint.address : endpoint.hostname;
}

function listNodes(nodes: readonly ViewNode[], census: Census): string {
  return listSome(nodes.map(({ id, endpoint, metadataIp }) => `${census.nameOf(id)} ${wordEndpoint(endpoint, metadataIp)}`));
}
