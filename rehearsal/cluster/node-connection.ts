import { createClient } from '@redis/client';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { type Login } from './control-user';
import { LOOPBACK } from './loopback';

/** A command that got no answer in this time fails: a frozen node accepts connections and says nothing. */
const ANSWER_MILLIS = 5000;
const CONNECT_MILLIS = 2000;

type Client = ReturnType<typeof makeTemplate>;

// Building a client costs 20 ms of CPU whenever its options differ from the last one's; duplicating one costs next to nothing.
let template: Client | undefined;

/** Our own connections to one node, one per address family, opened when first needed. */
export class NodeConnection {
  private readonly clients = new Map<AddressFamily, Promise<Client>>();

  public constructor(
    private readonly port: number,
    private readonly login?: Login,
  ) {}

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
      throw new Error(`${LOOPBACK[family]}:${this.port} did not answer ${words.slice(0, 2).join(' ')} within ${ANSWER_MILLIS} ms`, { cause: error });
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
    const client = template.duplicate({
      ...this.login,
      socket: { host: LOOPBACK[family], port: this.port, connectTimeout: CONNECT_MILLIS, reconnectStrategy: false },
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
