import { type AnsweredMember, type ReachedMember } from '../topology/observation';
import { type RespConnection } from './resp/resp-connection';

/** What a member answered, without who it is. */
export type NodeAnswer = Pick<AnsweredMember, 'kind' | 'myId' | 'slots' | 'nodes'> | Pick<ReachedMember, 'kind' | 'reached'>;

/** What members are asked once they have let us in. `Word` is what is kept of the last answer of one member for the next question. */
export interface Questions<Word> {
  ask(connection: RespConnection, word: Word | undefined): Promise<{ readonly answer: NodeAnswer; readonly word: Word | undefined }>;
  /** A member that had answered before is connected again. */
  noteReturn(): void;
}
