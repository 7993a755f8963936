import { type Member, type MemberObservation } from '../topology/observation';
import { describeFailure } from './failure-text';
import { type NodeAccess } from './node-access';
import { type NodeAsker } from './node-asker';
import { ANSWER_LIMITS, type AnswerLimits } from './resp/answer-deadline';
import { type Questions } from './questions';
import { type Climbed, reachedBefore } from './reached-before';
import { RespConnection } from './resp/resp-connection';
import { ErrorReply } from './resp/resp-value';
import { serverMillis } from './server-load';
import { type SlotsWord } from './views/view-questions';

/** One node over one connection, which is kept open between questions and dialled again when it broke. */
export class NodeConnection<Word = SlotsWord> implements NodeAsker {
  public busyMillis = 0;
  private connection: RespConnection | undefined;
  private dialing: AbortController | undefined;
  /** How far the last dialling came. */
  private climbed: Climbed = {};
  private word: Word | undefined;
  private dials = 0;

  public constructor(
    public readonly member: Member,
    private readonly access: NodeAccess,
    private readonly questions: Questions<Word>,
    private readonly limits: AnswerLimits = ANSWER_LIMITS,
  ) {}

  /** What the connection that is open proves, whatever becomes of a question. */
  public get held(): Climbed {
    return this.connection?.usable ? this.climbed : {};
  }

  /** Never rejects. One question at a time. */
  public async ask(): Promise<MemberObservation> {
    const begin = performance.now();
    const dialsBefore = this.dials;
    let bytes = 0;
    try {
      const connection = this.connection?.usable ? this.connection : await this.open();
      const bytesBefore = connection.bytesReceived;
      const { answer, word } = await this.questions.ask(connection, this.word);
      this.word = word;
      bytes = connection.bytesReceived - bytesBefore;
      return { member: this.member, address: this.climbed.address ?? '', ...answer };
    } catch (error) {
      const reached = reachedBefore(error, this.climbed);
      // after an error reply the connection is good; a server that closes it is noticed at the next question
      if (!(error instanceof ErrorReply)) this.close();
      return { kind: 'unanswered', member: this.member, ...reached, ...describeFailure(error) };
    } finally {
      this.busyMillis = serverMillis(performance.now() - begin, bytes, this.dials - dialsBefore);
    }
  }

  public close(): void {
    this.dialing?.abort();
    this.dialing = undefined;
    this.connection?.close();
    this.connection = undefined;
    this.word = undefined;
  }

  private async open(): Promise<RespConnection> {
    this.close();
    const dialing = new AbortController();
    this.dialing = dialing;
    this.climbed = {};
    const { socket, address } = await this.access.dial(this.member, dialing.signal);
    this.climbed = { reached: this.access.dialed, address };
    const connection = new RespConnection(socket, this.limits);
    // given up meanwhile: nobody would close what opened late
    if (dialing.signal.aborted) connection.close();
    this.connection = connection;
    if (this.dials > 0) this.questions.noteReturn();
    this.dials += 1;
    try {
      await this.access.login(connection);
    } catch (error) {
      // whoever was not let in has to say who it is again
      this.close();
      throw error;
    }
    return connection;
  }
}
