import { isIP } from 'node:net';
import { createClient } from '@redis/client';
import { type AddressFamily } from '../topology/address-family';
import { type Member } from '../topology/observation';
import { type ProbeConnection } from './probe-connection';

/** Covers the TCP and the TLS handshake. */
const CONNECT_TIMEOUT_MILLIS = 2000;

/**
 * Makes the clients of one watch. Each further `createClient` costs 20 ms of CPU, a `duplicate` 0.01 ms: hence one
 * template for all nodes.
 */
export class ClientTemplate {
  private readonly template: ReturnType<typeof createTemplate>;

  public constructor(
    private readonly family: AddressFamily,
    private readonly connection: ProbeConnection = {},
  ) {
    this.template = createTemplate(connection);
  }

  /** A client for this node, not connected yet. It never reconnects by itself. */
  public clientFor(member: Member): ProbeClient {
    const client = this.template.duplicate({ socket: { ...this.route(member), ...this.tls(member) } });
    // a connection attempt that is given up, or an idle connection, must not hold the process
    client.unref();
    return client;
  }

  /** The template never connects, but it is registered inside the library. */
  public close(): void {
    this.template.destroy();
  }

  /** A name is resolved in the target family only: a node that has no such address is not there yet. */
  private route({ host, port }: Member) {
    const family = isIP(host) === 0 ? { family: this.family === 'ipv6' ? 6 : 4 } : {};
    return { host, port, ...family, connectTimeout: CONNECT_TIMEOUT_MILLIS, reconnectStrategy: false } as const;
  }

  private tls({ host }: Member) {
    const { tls } = this.connection;
    if (!tls) return {};
    const servername = tls.servername ?? (isIP(host) === 0 ? host : undefined);
    return { tls: true, ...(tls.ca && { ca: tls.ca }), ...(servername && { servername }) } as const;
  }
}

/** What the probe needs of the library's client. */
export interface ProbeClient {
  readonly isReady: boolean;
  connect(): Promise<unknown>;
  sendCommand(words: string[]): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  destroy(): void;
}

/** Nothing but AUTH is sent at connect: RESP 2 has no HELLO, and the rest is switched off. */
function createTemplate({ username, password }: ProbeConnection) {
  return createClient({
    RESP: 2,
    maintNotifications: 'disabled',
    disableClientInfo: true,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    // the real address comes with `duplicate`
    socket: { reconnectStrategy: false },
  });
}
