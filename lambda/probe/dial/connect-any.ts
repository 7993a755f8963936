import { type Socket } from 'node:net';
import { DialError, givenUp } from './dial-error';
import { openSocket } from './open-socket';

export interface Connected {
  readonly socket: Socket;
  readonly address: string;
}

export interface ConnectOptions {
  readonly port: number;
  readonly signal: AbortSignal;
  /** For all addresses together. */
  readonly millis?: number;
  /** After how long the next address is tried beside the ones that have not answered. */
  readonly staggerMillis?: number;
}

const CONNECT_MILLIS = 2000;
const STAGGER_MILLIS = 300;

/**
 * Connects to whichever address accepts first. They are tried in their order, the next one as soon as one fails or does not
 * answer: DNS may still have the address of a node that is gone beside the new one.
 */
export function connectAny(addresses: readonly [string, ...string[]], options: ConnectOptions): Promise<Connected> {
  return new Promise((resolve, reject) => {
    new ConnectionRace(addresses, options, resolve, reject).begin();
  });
}

class ConnectionRace {
  private readonly attempts = new Map<string, Socket>();
  private readonly failures = new Map<string, Error>();
  private readonly timer: NodeJS.Timeout;
  private stagger: NodeJS.Timeout | undefined;
  private next = 0;

  public constructor(
    private readonly addresses: readonly [string, ...string[]],
    private readonly options: ConnectOptions,
    private readonly resolve: (connected: Connected) => void,
    private readonly reject: (error: DialError) => void,
  ) {
    const { millis = CONNECT_MILLIS, signal } = options;
    this.timer = setTimeout(() => {
      this.lose('ConnectTimeout', [...this.attempts.keys()].map((address) => `no connection to ${address} port ${options.port} within ${millis} ms`));
    }, millis);
    signal.addEventListener('abort', this.giveUp, { once: true });
  }

  public begin(): void {
    if (this.options.signal.aborted) this.giveUp();
    else this.tryNext();
  }

  private readonly giveUp = (): void => {
    this.end();
    this.reject(givenUp('CONNECTED', this.addresses[0]));
  };

  private tryNext(): void {
    clearTimeout(this.stagger);
    const address = this.addresses[this.next];
    if (address === undefined) return;
    this.next += 1;
    const socket = openSocket({ host: address, port: this.options.port });
    // an attempt that is given up, or a connection that is idle, must not hold the process
    socket.unref();
    this.attempts.set(address, socket);
    socket.once('connect', () => {
      this.win(address, socket);
    });
    socket.on('error', (error) => {
      this.drop(address, error);
    });
    this.stagger = setTimeout(() => {
      this.tryNext();
    }, this.options.staggerMillis ?? STAGGER_MILLIS);
  }

  private win(address: string, socket: Socket): void {
    this.attempts.delete(address);
    this.end();
    this.resolve({ socket, address });
  }

  private drop(address: string, error: Error): void {
    // what happens to a connection later is not of the race
    if (!this.attempts.delete(address)) return;
    this.failures.set(address, error);
    if (this.next < this.addresses.length) this.tryNext();
    else if (this.attempts.size === 0) this.lose();
  }

  private lose(code?: string, alsoSaid: readonly string[] = []): void {
    const errors = [...this.failures.values()];
    this.end();
    const said = [...errors.map(({ message }) => message), ...alsoSaid].join('; ');
    const [first] = errors.map((error) => DialError.from(error, 'CONNECTED'));
    this.reject(new DialError('CONNECTED', code ?? first?.code ?? 'Error', said, this.addresses[0]));
  }

  private end(): void {
    clearTimeout(this.timer);
    clearTimeout(this.stagger);
    this.options.signal.removeEventListener('abort', this.giveUp);
    for (const socket of this.attempts.values()) socket.destroy();
    this.attempts.clear();
  }
}
