import { type AnsweredMember, type Member, type MemberObservation, type Observation, type UnansweredMember } from './observation';
import { nodeIdOf } from './reply-values';

/** One expected member and what one sweep has of it. */
export interface Seat {
  readonly member: Member;
  readonly entry: AnsweredMember | UnansweredMember | 'not-asked' | 'asked-twice';
  /** Its cluster node id, where it gave a valid one. */
  readonly nodeId: string | undefined;
}

/**
 * Who the members are and which node id each has. People know members (`my-group-0001-002`), views know node ids; only
 * the members' own CLUSTER MYID joins the two.
 */
export class Census {
  public readonly seats: readonly Seat[];
  /** Members by node id. More than one: one of them is not where its name leads. */
  private readonly claims = new Map<string, Member[]>();

  public constructor({ expected, members }: Observation) {
    const entries = new Map<string, Seat['entry']>();
    for (const entry of members) entries.set(entry.member.id, entries.has(entry.member.id) ? 'asked-twice' : entry);
    this.seats = expected.map((member) => seatOf(member, entries.get(member.id) ?? 'not-asked'));
    for (const { member, nodeId } of this.seats) {
      if (nodeId !== undefined) this.claims.set(nodeId, [...(this.claims.get(nodeId) ?? []), member]);
    }
  }

  /** Node ids of the members that gave one. */
  public get nodeIds(): readonly string[] {
    return [...this.claims.keys()];
  }

  /** How many nodes a complete view lists. */
  public get size(): number {
    return this.seats.length;
  }

  /** Whether every member has a node id of its own, so that a node without a member is a stranger for certain. */
  public get complete(): boolean {
    return this.claims.size === this.seats.length;
  }

  public isMember(nodeId: string): boolean {
    return this.claims.has(nodeId);
  }

  /** All members that answer with this node id. */
  public claimants(nodeId: string): readonly Member[] {
    return this.claims.get(nodeId) ?? [];
  }

  /** The name that people know, or the start of the node id. */
  public nameOf(nodeId: string): string {
    return this.claimants(nodeId)[0]?.id ?? `node ${nodeId.slice(0, 8)}`;
  }
}

function seatOf(member: Member, entry: MemberObservation | 'not-asked' | 'asked-twice'): Seat {
  const answered = typeof entry === 'object' && entry.kind === 'answered';
  return { member, entry, nodeId: answered ? nodeIdOf(entry.myId) : undefined };
}
