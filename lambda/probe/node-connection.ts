import { ErrorReply } from '@redis/client';
import { type Member, type MemberObservation } from '../topology/observation';
import { type ProbeClient } from './client-template';
import { type NodeAsker } from './node-asker';
import { describeFailure } from './failure-text';

/** From dialling to the last byte of the replies: the only deadline that also ends a peer that drips a byte now and then. */
const ANSWER_TIMEOUT_MILLIS = 5000;

/**
 * One node over one connection, which is kept open between questions and dialled again when it broke.
 *
 * There is no `socketTimeout`: it is an idle timer and would cut the connections that wait for their next question.
 */
export class NodeConnection implements NodeAsker {
  private client: ProbeClient | undefined;
  private myId: unknown;
  private fail: (error: Error) => void = ignore;

  public constructor(
    public readonly member: Member,
    private readonly dial: (member: Member) => ProbeClient,
    private readonly timeoutMillis: number = ANSWER_TIMEOUT_MILLIS,
  ) {}

  /** Never rejects. One question at a time. */
  public async ask(): Promise<MemberObservation> {
    try {
      const replies = await this.withinDeadline(() => this.exchange());
      return { kind: 'answered', member: this.member, ...replies };
    } catch (error) {
      // after an error reply the connection is good; a server that closes it is noticed at the next question
      if (!(error instanceof ErrorReply)) this.close();
      return { kind: 'unanswered', member: this.member, ...describeFailure(error) };
    }
  }

  public close(): void {
    this.client?.destroy();
    this.client = undefined;
    this.myId = undefined;
  }

  private withinDeadline<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new AnswerTimeoutError(this.timeoutMillis));
      }, this.timeoutMillis);
      // a peer that does not speak RESP shows only as an `error` event: the command itself stays pending
      this.fail = reject;
      work()
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(timer);
        });
    });
  }

  private async exchange() {
    const client = this.client?.isReady ? this.client : await this.connect();
    // one write, so that SLOTS and NODES are of the same moment
    const [myId, slots, nodes] = await Promise.all([
      this.myId === undefined ? client.sendCommand(['CLUSTER', 'MYID']) : Promise.resolve(this.myId),
      client.sendCommand(['CLUSTER', 'SLOTS']),
      client.sendCommand(['CLUSTER', 'NODES']),
    ]);
    this.myId = myId;
    return { myId, slots, nodes };
  }

  private async connect(): Promise<ProbeClient> {
    this.close();
    const client = this.dial(this.member);
    this.client = client;
    client.on('error', (error: Error) => {
      if (this.client === client) this.fail(error);
    });
    await client.connect();
    // given up meanwhile: the library would keep the socket that opened late
    if (this.client !== client) client.destroy();
    return client;
  }
}

/** The node took the connection or was still being dialled, and the replies did not come in time. */
export class AnswerTimeoutError extends Error {
  public override readonly name = 'AnswerTimeoutError';

  public constructor(millis: number) {
    super(`no complete answer within ${millis} ms`);
  }
}

function ignore(): void {
  // nothing is being asked
}
