import { type Census } from './census';
import { judgeIds } from './judge-view';
import { type ListedNode, type Membership, type NodeHealth } from './membership';
import { serves, type ViewRule } from './view-rule';
import { listSome, wordEndpoint } from './wording';

/**
 * What is wrong with CLUSTER NODES of one member. It lists the nodes that CLUSTER SLOTS of the same member leaves out:
 * failed and syncing replicas, primaries without slots.
 *
 * @param known ids of nodes whose family CLUSTER SLOTS has been found wanting: they are not reported a second time
 */
export function judgeMembership(
  membership: Membership,
  census: Census,
  rule: ViewRule,
  known: ReadonlySet<string>,
): readonly string[] {
  // where clients are given names, the address that is written here is not what they use
  const judgesFamily = rule.family !== undefined && !rule.names;
  // the id of a node that joins is invented: it can neither be a member's nor be missing
  const settled = new Map([...membership.nodes].filter(([, { health }]) => health !== 'joining'));
  const off = [...settled.values()].filter(
    ({ id, endpoint, health }) => judgesFamily && !known.has(id) && health !== 'no-address' && !serves(endpoint, rule),
  );
  return [
    ...judgeHealth([...membership.nodes.values()], census),
    ...judgeIds(settled, census).map((problem) => `${problem} in CLUSTER NODES`),
    ...(off.length > 0 ? [`shows ${off.length} of ${settled.size} nodes off ${rule.family} in CLUSTER NODES: ${listNodes(off, census)}`] : []),
  ];
}

const TROUBLE: Readonly<Record<Exclude<NodeHealth, 'online'>, string>> = {
  suspected: 'seems to be down (fail?)',
  failed: 'is down (fail)',
  loading: 'is loading its data (loading)',
  joining: 'is being introduced (handshake)',
  'no-address': 'has no address (noaddr)',
};

function judgeHealth(nodes: readonly ListedNode[], census: Census): readonly string[] {
  const troubled = nodes.flatMap(({ id, health, endpoint }) =>
    health === 'online' ? [] : [`${census.nameOf(id)} ${wordEndpoint(endpoint)} ${TROUBLE[health]}`],
  );
  return troubled.length > 0 ? [`says that ${listSome(troubled)}`] : [];
}

function listNodes(nodes: readonly ListedNode[], census: Census): string {
  return listSome(nodes.map(({ id, endpoint }) => `${census.nameOf(id)} ${wordEndpoint(endpoint)}`));
}
