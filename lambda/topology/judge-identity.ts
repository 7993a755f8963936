import { type Census, type Seat } from './census';
import { nodesOf } from './early-reader';
import { type AnsweredMember, type Member } from './observation';
import { sketch } from './reply-values';
import { type TopologyView, type ViewNode } from './view';
import { factsOf, placeOf } from './view-facts';
import { listSome } from './wording';

/** Whether the node that answered is the one that was meant; what speaks against it. */
export function judgeIdentity(seat: Seat, { myId, address }: AnsweredMember, view: TopologyView | undefined, census: Census): readonly string[] {
  const { nodeId } = seat;
  if (nodeId === undefined) return [`CLUSTER MYID is not a node id but ${sketch(myId)}`];
  const claimants = census.claimants(nodeId).map(({ id }) => id);
  if (claimants.length > 1) {
    return [`${listSome(claimants)} answer with the same node id ${nodeId.slice(0, 8)}: an address of one leads to another`];
  }
  const rightful = view && rightfulAt(view, seat.member, address);
  if (!rightful || rightful.id === nodeId) return [];
  return [`answers as ${census.nameOf(nodeId)}, but by its own view this place belongs to ${census.nameOf(rightful.id)}: the address is held by another node`];
}

/** Any node may answer behind such a name, but it must be one of the group. */
export function judgeEndpoint({ nodeId }: Seat, { myId }: AnsweredMember, census: Census): readonly string[] {
  if (nodeId === undefined) return [`CLUSTER MYID is not a node id but ${sketch(myId)}`];
  return census.isMember(nodeId) ? [] : [`leads to ${census.nameOf(nodeId)}, not a member of the group`];
}

/** Whether a node knows none of the others that answered: it is of another group, or has not joined yet. */
export function knowsNobody({ nodeId }: Seat, { nodes }: AnsweredMember, { nodeIds }: Census): boolean {
  const listed = nodesOf(nodes);
  return listed.ok && nodeIds.length > 1 && !nodeIds.some((id) => id !== nodeId && listed.value.nodes.has(id));
}

/** Who, by the view, is where the member was reached: by its name or by its address. */
function rightfulAt(view: TopologyView, { host, port }: Member, address: string | undefined): ViewNode | undefined {
  const { owners } = factsOf(view);
  return owners.get(placeOf(host, port)) ?? (address === undefined ? undefined : owners.get(placeOf(address, port)));
}
