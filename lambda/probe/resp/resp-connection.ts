import { type Duplex } from 'node:stream';
import { ANSWER_LIMITS, AnswerDeadline, type AnswerLimits } from './answer-deadline';
import { encodeCommand } from './encode-command';
import { type ReplyConsumer, wholeReply } from './reply-consumer';
import { RespFault } from './resp-fault';
import { RespReader } from './resp-reader';
import { ErrorReply, type RespValue } from './resp-value';

/** One command, and what becomes of its reply. */
export interface Request<Result> {
  readonly words: readonly string[];
  readonly consumer: ReplyConsumer<Result>;
}

/** A command whose reply is kept as it is. */
export function command(...words: readonly string[]): Request<RespValue> {
  return { words, consumer: wholeReply };
}

/** Requests that were sent together. */
interface Exchange {
  readonly requests: readonly Request<unknown>[];
  readonly results: unknown[];
  /** The first error that the server replied. */
  refusal: ErrorReply | undefined;
  deadline: AnswerDeadline;
  readonly resolve: (results: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Asks a server of Redis or Valkey over a connection that somebody else has opened. Requests are pipelined; replies come
 * in the order of the requests. An error reply leaves the connection good, anything else that goes wrong ends it.
 */
export class RespConnection {
  private readonly reader = new RespReader({
    begin: () => this.current()?.consumer ?? wholeReply,
    complete: (result) => {
      this.complete(result);
    },
  });
  private readonly exchanges: Exchange[] = [];
  private fault: Error | undefined;
  private bytes = 0;

  public constructor(
    private readonly socket: Duplex,
    private readonly limits: AnswerLimits = ANSWER_LIMITS,
  ) {
    socket.on('data', (chunk: Buffer) => {
      this.receive(chunk);
    });
    socket.on('error', (error) => {
      this.fail(error);
    });
    const closed = (): void => {
      this.fail(new RespFault('ConnectionClosed', 'the server closed the connection'));
    };
    socket.on('end', closed).on('close', closed);
  }

  /** Whether it can be asked: it is neither closed nor broken, as far as is known. */
  public get usable(): boolean {
    return this.fault === undefined;
  }

  /** Bytes that have come in. */
  public get bytesReceived(): number {
    return this.bytes;
  }

  /**
   * Sends the requests in one write, so that the server answers them at one moment, and gives the replies in their order.
   * Rejects with the first error reply once all replies are there (`ErrorReply`), with a `RespFault`, or with the error of the socket.
   */
  public exchange<Results extends readonly unknown[]>(requests: { readonly [Place in keyof Results]: Request<Results[Place]> }): Promise<Results> {
    if (this.fault) return Promise.reject(this.fault);
    return new Promise<Results>((resolve, reject) => {
      const before = this.bytes;
      const deadline = new AnswerDeadline(
        this.limits,
        () => this.bytes - before,
        (millis) => {
          this.fail(new RespFault('AnswerTimeout', `no complete answer within ${millis} ms`));
        },
      );
      const asked = requests as readonly Request<unknown>[];
      const answer = (results: readonly unknown[]): void => {
        resolve(results as Results);
      };
      this.exchanges.push({ requests: asked, results: [], refusal: undefined, deadline, resolve: answer, reject });
      this.socket.write(asked.map(({ words }) => encodeCommand(words)).join(''));
    });
  }

  /** Gives up whatever is being asked. */
  public close(): void {
    this.fail(new RespFault('ConnectionClosed', 'the question was given up'));
  }

  private current(): Request<unknown> | undefined {
    const [exchange] = this.exchanges;
    return exchange?.requests[exchange.results.length];
  }

  private receive(chunk: Buffer): void {
    if (this.fault) return;
    this.bytes += chunk.length;
    try {
      this.reader.push(chunk);
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private complete(result: unknown): void {
    const [exchange] = this.exchanges;
    if (!exchange) throw result instanceof ErrorReply ? result : new RespFault('MalformedResp', 'the server sent a reply that nobody asked for');
    if (result instanceof ErrorReply) exchange.refusal ??= result;
    exchange.results.push(result);
    if (exchange.results.length < exchange.requests.length) return;
    this.exchanges.shift();
    exchange.deadline.clear();
    if (exchange.refusal) exchange.reject(exchange.refusal);
    else exchange.resolve(exchange.results);
  }

  /** A server that takes no more clients says so and closes: what it said counts for more than that it closed. */
  private fail(fault: Error): void {
    if (this.fault) return;
    this.fault = this.exchanges[0]?.refusal ?? fault;
    this.socket.destroy();
    for (const { deadline, reject } of this.exchanges.splice(0)) {
      deadline.clear();
      reject(this.fault);
    }
  }
}
