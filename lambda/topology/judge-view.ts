import { type Census } from './census';
import { TOTAL_SLOTS } from './slot-ledger';
import { type TopologyView, type ViewNode } from './view';
import { factsOf } from './view-facts';
import { aboutNodes, aboutTheView, type ViewProblem } from './view-problem';
import { serves, type ViewRule } from './view-rule';
import { listSome, wordEndpoint } from './wording';

/** What is wrong with a view; empty if it shows every member, and nothing else, where the rule wants them. */
export function judgeView(view: TopologyView, census: Census, rule: ViewRule): readonly ViewProblem[] {
  if (view.nodes.size === 0) return [aboutTheView('lists no node yet: it has not joined the cluster, or the cluster has no slots')];
  return [
    ...judgeIds(view.nodes, census, ''),
    ...(view.coveredSlots === TOTAL_SLOTS ? [] : [aboutTheView(`covers ${view.coveredSlots} of ${TOTAL_SLOTS} slots`)]),
    ...judgeEndpoints(view, census, rule),
    ...judgePlaces(view, census),
  ];
}

/** Ids that are missing or too many. While a member's id is not known, a node without a member may be that one. */
export function judgeIds(nodes: ReadonlyMap<string, { readonly id: string }>, census: Census, where: string): readonly ViewProblem[] {
  const missing = census.nodeIds.filter((id) => !nodes.has(id)).map((id) => ({ id }));
  // as many ids as members, and none of them missing: there is no room for a stranger
  const full = census.complete && missing.length === 0 && nodes.size === census.size;
  const strangers = full || !census.complete ? [] : [...nodes.values()].filter(({ id }) => !census.isMember(id));
  const name = ({ id }: { readonly id: string }): string => census.nameOf(id);
  const problems = [
    ...(missing.length > 0 ? [aboutNodes(missing, `does not list ${listSome(missing, name)}${where}`, () => `is not listed${where}`)] : []),
    ...(strangers.length > 0
      ? [aboutNodes(strangers, `lists ${listSome(strangers, name)}, not a member of the group${where}`, () => `is listed${where}, but is not a member of the group`)]
      : []),
  ];
  if (problems.length > 0 || nodes.size === census.size) return problems;
  return [aboutTheView(`lists ${nodes.size} nodes, the group has ${census.size}${where}`)];
}

function judgeEndpoints(view: TopologyView, census: Census, rule: ViewRule): readonly ViewProblem[] {
  const off: ViewNode[] = [];
  const silent: ViewNode[] = [];
  const named: ViewNode[] = [];
  for (const node of view.nodes.values()) {
    if (serves(node.endpoint, rule)) continue;
    if (node.endpoint.kind === 'address') off.push(node);
    else if (node.endpoint.kind === 'unknown') silent.push(node);
    else named.push(node);
  }
  const total = view.nodes.size;
  const list = (nodes: readonly ViewNode[]): string => listSome(nodes, (node) => `${census.nameOf(node.id)} ${wordNode(node)}`);
  const found = (nodes: readonly ViewNode[], reason: () => string, says: (node: ViewNode) => string): readonly ViewProblem[] =>
    nodes.length > 0 ? [aboutNodes(nodes, `${reason()}: ${list(nodes)}`, says)] : [];
  return [
    ...found(off, () => `shows ${off.length} of ${total} nodes off ${rule.family ?? 'any address'}`, (node) => `is still ${wordNode(node)}`),
    ...found(silent, () => `can not tell yet for ${silent.length} of ${total} nodes`, (node) => `is ${wordNode(node)}`),
    ...found(named, () => `gives host names, which do not tell the family, for ${named.length} of ${total} nodes`, (node) => `is given ${wordNode(node)}`),
  ];
}

function judgePlaces(view: TopologyView, census: Census): readonly ViewProblem[] {
  const { collision } = factsOf(view);
  if (!collision) return [];
  const [one, other] = collision.nodes.map(({ id }) => census.nameOf(id));
  return [aboutNodes(collision.nodes, `shows ${one} and ${other} at one place: ${collision.place}`, () => `shares the place ${collision.place}`)];
}

function wordNode({ endpoint, metadataIp }: ViewNode): string {
  return wordEndpoint(endpoint, metadataIp);
}
