import { type Member, type MemberObservation } from '../topology/observation';
import { describeFailure } from './failure-text';
import { type NodeAccess } from './node-access';
import { type NodeAsker } from './node-asker';
import { ANSWER_LIMITS, type AnswerLimits } from './resp/answer-deadline';
import { command, RespConnection } from './resp/resp-connection';
import { ErrorReply } from './resp/resp-value';

/** One node over one connection, which is kept open between questions and dialled again when it broke. */
export class NodeConnection implements NodeAsker {
  private connection: RespConnection | undefined;
  private dialing: AbortController | undefined;

  public constructor(
    public readonly member: Member,
    private readonly access: NodeAccess,
    private readonly limits: AnswerLimits = ANSWER_LIMITS,
  ) {}

  /** Never rejects. One question at a time. */
  public async ask(): Promise<MemberObservation> {
    try {
      const connection = this.connection?.usable ? this.connection : await this.open();
      // one write, so that all replies are of the same moment; the id too: a node may be reset while it is connected
      const [myId, slots, nodes] = await connection.exchange([command('CLUSTER', 'MYID'), command('CLUSTER', 'SLOTS'), command('CLUSTER', 'NODES')]);
      return { kind: 'answered', member: this.member, myId, slots, nodes };
    } catch (error) {
      // after an error reply the connection is good; a server that closes it is noticed at the next question
      if (!(error instanceof ErrorReply)) this.close();
      return { kind: 'unanswered', member: this.member, ...describeFailure(error) };
    }
  }

  public close(): void {
    this.dialing?.abort();
    this.dialing = undefined;
    this.connection?.close();
    this.connection = undefined;
  }

  private async open(): Promise<RespConnection> {
    this.close();
    const dialing = new AbortController();
    this.dialing = dialing;
    const { socket } = await this.access.dial(this.member, dialing.signal);
    const connection = new RespConnection(socket, this.limits);
    // given up meanwhile: nobody would close what opened late
    if (dialing.signal.aborted) connection.close();
    this.connection = connection;
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
