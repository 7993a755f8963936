import { type Census, type Seat } from './census';
import { type AnsweredMember } from './observation';
import { sketch } from './reply-values';
import { type TopologyView, type ViewNode } from './view';
import { listSome } from './wording';

/** Whether the node that answered is the one that was meant; what speaks against it. */
export function judgeIdentity(seat: Seat, { myId }: AnsweredMember, view: TopologyView | undefined, census: Census): readonly string[] {
  const { nodeId } = seat;
  if (nodeId === undefined) return [`CLUSTER MYID is not a node id but ${sketch(myId)}`];
  const claimants = census.claimants(nodeId).map(({ id }) => id);
  if (claimants.length > 1) {
    return [`${listSome(claimants)} answer with the same node id ${nodeId.slice(0, 8)}: an address of one leads to another`];
  }
  const rightful = view && [...view.nodes.values()].find((node) => isAt(node, seat));
  if (!rightful || rightful.id === nodeId) return [];
  return [`answers as ${census.nameOf(nodeId)}, but by its own view this place belongs to ${census.nameOf(rightful.id)}: the address is held by another node`];
}

/** Any node may answer behind such a name, but it must be one of the group. */
export function judgeEndpoint({ nodeId }: Seat, { myId }: AnsweredMember, census: Census): readonly string[] {
  if (nodeId === undefined) return [`CLUSTER MYID is not a node id but ${sketch(myId)}`];
  return census.isMember(nodeId) ? [] : [`leads to ${census.nameOf(nodeId)}, not a member of the group`];
}

/** Whether this is where the member was reached, by the name or by the address. */
function isAt({ endpoint, port }: ViewNode, { member, entry }: Seat): boolean {
  if (port !== member.port) return false;
  if (endpoint.kind === 'hostname') return sameName(endpoint.hostname, member.host);
  return endpoint.kind === 'address' && typeof entry === 'object' && endpoint.address === entry.address;
}

function sameName(one: string, other: string): boolean {
  return bareName(one) === bareName(other);
}

/** Names are the same in either case of letters, with or without the final dot. */
function bareName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
