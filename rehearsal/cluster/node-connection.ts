import { createClient } from '@redis/client';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { type Login } from './control-user';
import { LOOPBACK } from './loopback';

/** How a connection to a node is made. */
export interface NodeAccess {
  readonly port: number;
  /** Absent: the node lets everybody in. */
  readonly login?: Login | undefined;
  /** Absent: without TLS. The name and the authority of its certificate. */
  readonly tls?: { readonly hostname: string; readonly ca: string } | undefined;
}

/** A command that got no answer in this time fails: a frozen node accepts connections and says nothing. */
const ANSWER_MILLIS = 5000;
const CONNECT_MILLIS = 2000;

type Client = ReturnType<typeof makeTemplate>;

// Building a client costs 20 ms of CPU whenever its options differ from the last one's; duplicating one costs next to nothing.
let template: Client | undefined;

/** Our own connections to one node, one per address family, opened when first needed. */
export class NodeConnection {
  private readonly clients = new Map<AddressFamily, Promise<Client>>();

  public constructor(private readonly access: NodeAccess) {}

  /** Sends one command and gives the raw RESP2 reply; an error reply rejects with its text. */
  public async command(words: readonly string[], family: AddressFamily = 'ipv4'): Promise<unknown> {
    const client = await this.clientOf(family);
    const silence = new AbortController();
    const deadline = setTimeout(() => {
      silence.abort();
      client.destroy();
    }, ANSWER_MILLIS);
    try {
      return await client.sendCommand<unknown>([...words]);
    } catch (error) {
      if (!silence.signal.aborted) throw error;
      throw new Error(`${LOOPBACK[family]}:${this.access.port} did not answer ${words.slice(0, 2).join(' ')} within ${ANSWER_MILLIS} ms`, { cause: error });
    } finally {
      clearTimeout(deadline);
      if (!client.isOpen) this.clients.delete(family);
    }
  }

  /** Drops the connections; a later command opens new ones. */
  public close(): void {
    for (const opening of this.clients.values()) {
      opening.then(
        (client) => {
          client.destroy();
        },
        () => undefined,
      );
    }
    this.clients.clear();
  }

  private async clientOf(family: AddressFamily): Promise<Client> {
    const known = this.clients.get(family);
    if (known !== undefined) {
      const client = await known;
      if (client.isOpen) return client;
    }
    const opening = this.open(family);
    this.clients.set(family, opening);
    try {
      return await opening;
    } catch (error) {
      if (this.clients.get(family) === opening) this.clients.delete(family);
      throw error;
    }
  }

  private async open(family: AddressFamily): Promise<Client> {
    template ??= makeTemplate();
    const { port, login, tls } = this.access;
    const client = template.duplicate({
      ...login,
      socket: {
        ...{ host: LOOPBACK[family], port, connectTimeout: CONNECT_MILLIS, reconnectStrategy: false },
        ...(tls && { tls: true, servername: tls.hostname, ca: tls.ca }),
      },
    });
    // Without a listener, a connection that breaks while idle would end this process.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }
}

function makeTemplate() {
  return createClient({ RESP: 2, maintNotifications: 'disabled', disableClientInfo: true });
}
