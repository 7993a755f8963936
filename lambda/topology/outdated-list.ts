import { type Census } from './census';
import { nodesOf } from './early-reader';
import { type ListedNode } from './membership';

/**
 * Whether the group seems to have other nodes than the list of members says: by at least half of the views. Somebody has scaled
 * it, or replaced a node; then no waiting helps as long as the list stays the same. A node that is down is no such case: the
 * others go on listing it.
 */
export function isListOutdated(census: Census): boolean {
  const said = census.seats.flatMap(({ entry, member }) => {
    const nodes = typeof entry === 'object' && entry.kind === 'answered' && member.kind !== 'endpoint' ? nodesOf(entry.nodes) : undefined;
    return nodes?.ok ? [isOther(nodes.value.nodes, census)] : [];
  });
  const other = said.filter((each) => each).length;
  return other > 0 && 2 * other >= said.length;
}

function isOther(nodes: ReadonlyMap<string, ListedNode>, census: Census): boolean {
  // a node that joins has a made-up id, and is either in or gone soon
  const settled = [...nodes.values()].filter(({ health }) => health !== 'joining');
  return settled.length !== census.size || (census.complete && settled.some(({ id }) => !census.isMember(id)));
}
