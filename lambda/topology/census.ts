import { type Member, type MemberObservation, type Observation } from './observation';
import { Opinions } from './opinions';
import { nodeIdOf } from './reply-values';

/** One expected member and what one sweep has of it. */
export interface Seat {
  readonly member: Member;
  readonly entry: MemberObservation | 'not-asked' | 'asked-twice';
  /** Its cluster node id, where it gave a valid one. */
  readonly nodeId: string | undefined;
  /** Where it was reached, address and port, if that is known. */
  readonly place: string | undefined;
}

/**
 * Who the members are and which node id each has. People know members (`my-group-0001-002`), views know node ids; only
 * the members' own CLUSTER MYID joins the two.
 */
export class Census {
  public readonly seats: readonly Seat[];
  /** Node ids of the members that gave one. */
  public readonly nodeIds: readonly string[];
  /** What was found of the views. */
  public readonly opinions: Opinions;
  /** Members that are nodes, by node id. More than one: one of them is not where its name leads. */
  private readonly claims = new Map<string, Member[]>();
  /** Members that are nodes, by where they were reached. */
  private readonly places = new Map<string, Member[]>();
  private readonly nodes: readonly Seat[];
  /** Two censuses with the same judge a view the same. */
  private readonly knowledge: string;

  /** @param before the census of the sweep before: what it has found holds on as long as the members are the same */
  public constructor({ expected, members }: Observation, before?: Census) {
    const entries = new Map<string, Seat['entry']>();
    for (const entry of members) entries.set(entry.member.id, entries.has(entry.member.id) ? 'asked-twice' : entry);
    this.seats = expected.map((member) => seatOf(member, entries.get(member.id) ?? 'not-asked'));
    // a primary or reader endpoint leads to a node that has a seat of its own
    this.nodes = this.seats.filter(({ member }) => member.kind !== 'endpoint');
    for (const { member, nodeId, place } of this.nodes) {
      if (nodeId !== undefined) note(this.claims, nodeId, member);
      if (place !== undefined) note(this.places, place, member);
    }
    this.nodeIds = [...this.claims.keys()];
    this.knowledge = this.nodes.map(({ member, nodeId }) => `${member.id} ${nodeId}`).join();
    this.opinions = before?.knowledge === this.knowledge ? before.opinions : new Opinions();
  }

  /** How many nodes a complete view lists. */
  public get size(): number {
    return this.nodes.length;
  }

  /** Whether every member has a node id of its own, so that a node without a member is a stranger for certain. */
  public get complete(): boolean {
    return this.claims.size === this.nodes.length;
  }

  public isMember(nodeId: string): boolean {
    return this.claims.has(nodeId);
  }

  /** All members that answer with this node id. */
  public claimants(nodeId: string): readonly Member[] {
    return this.claims.get(nodeId) ?? [];
  }

  /** All nodes that were reached at this place. */
  public membersAt(place: string): readonly Member[] {
    return this.places.get(place) ?? [];
  }

  /** The name that people know, or the start of the node id. */
  public nameOf(nodeId: string): string {
    return this.claimants(nodeId)[0]?.id ?? `node ${nodeId.slice(0, 8)}`;
  }
}

function seatOf(member: Member, entry: MemberObservation | 'not-asked' | 'asked-twice'): Seat {
  const said = typeof entry === 'object' ? entry : undefined;
  return {
    member,
    entry,
    nodeId: said?.kind === 'answered' ? nodeIdOf(said.myId) : undefined,
    place: said?.address === undefined ? undefined : `${said.address} port ${member.port}`,
  };
}

function note(lists: Map<string, Member[]>, key: string, member: Member): void {
  const list = lists.get(key);
  if (list) list.push(member);
  else lists.set(key, [member]);
}
