import { type Member, type MemberObservation } from '../topology/observation';
import { type Climbed } from './reached-before';

/** Asks one node. */
export interface NodeAsker {
  readonly member: Member;
  /** How long the node was busy with the last question, at most; milliseconds. */
  readonly busyMillis: number;
  /** What the connection that is open proves, whatever becomes of a question. */
  readonly held?: Climbed;
  /** Never rejects, and ends within seconds. Not called again before it ended. */
  ask(): Promise<MemberObservation>;
  /** Gives up what is under way and closes the connection. */
  close(): void;
}
