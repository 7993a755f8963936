import { type Census } from './census';
import { judgeIds } from './judge-view';
import { type ListedNode, type NodeHealth } from './membership';
import { aboutNodes, type ViewProblem } from './view-problem';
import { serves, type ViewRule } from './view-rule';
import { listSome, wordEndpoint } from './wording';

/**
 * What is wrong with CLUSTER NODES of one member. It lists the nodes that CLUSTER SLOTS of the same member leaves out:
 * failed and syncing replicas, primaries without slots.
 *
 * @param isKnown tells the nodes whose place CLUSTER SLOTS has been found wanting: they are not reported a second time
 */
export function judgeMembership(
  nodes: ReadonlyMap<string, ListedNode>,
  census: Census,
  rule: ViewRule,
  isKnown: (id: string) => boolean,
): readonly ViewProblem[] {
  // where clients are given names, the address that is written here is not what they use
  const judgesFamily = rule.family !== undefined && !rule.names;
  const troubled: TroubledNode[] = [];
  const off: ListedNode[] = [];
  let joining = 0;
  for (const node of nodes.values()) {
    if (node.health !== 'online') troubled.push({ ...node, trouble: TROUBLE[node.health] });
    // the id of a node that joins is invented: it can neither be a member's nor be missing
    if (node.health === 'joining') joining++;
    else if (judgesFamily && node.health !== 'no-address' && !serves(node.endpoint, rule) && !isKnown(node.id)) off.push(node);
  }
  const settled = joining === 0 ? nodes : new Map([...nodes].filter(([, { health }]) => health !== 'joining'));
  return [
    ...judgeHealth(troubled, census),
    ...judgeIds(settled, census, ' in CLUSTER NODES'),
    ...(off.length > 0 ? [judgeOff(off, settled.size, census, rule)] : []),
  ];
}

function judgeOff(off: readonly ListedNode[], total: number, census: Census, { family }: ViewRule): ViewProblem {
  const listed = listSome(off, ({ id, endpoint }) => `${census.nameOf(id)} ${wordEndpoint(endpoint)}`);
  const reason = `shows ${off.length} of ${total} nodes off ${family} in CLUSTER NODES: ${listed}`;
  return aboutNodes(off, reason, ({ endpoint }) => `is still ${wordEndpoint(endpoint)} in CLUSTER NODES`);
}

const TROUBLE: Readonly<Record<Exclude<NodeHealth, 'online'>, string>> = {
  suspected: 'seems to be down (fail?)',
  failed: 'is down (fail)',
  loading: 'is loading its data (loading)',
  joining: 'is being introduced (handshake)',
  'no-address': 'has no address (noaddr)',
  'no-role': 'is neither primary nor replica',
};

interface TroubledNode extends ListedNode {
  readonly trouble: string;
}

function judgeHealth(troubled: readonly TroubledNode[], census: Census): readonly ViewProblem[] {
  if (troubled.length === 0) return [];
  const listed = listSome(troubled, ({ id, endpoint, trouble }) => `${census.nameOf(id)} ${wordEndpoint(endpoint)} ${trouble}`);
  return [aboutNodes(troubled, `says that ${listed}`, ({ trouble }) => trouble)];
}
