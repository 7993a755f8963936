import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { type AddressFamily } from '../../../lambda/topology/address-family';
import { LOOPBACK } from '../loopback';
import { encode, type Reply } from './reply';
import { RequestReader } from './request-reader';
import { type Session } from './session';

const BOTH: readonly AddressFamily[] = ['ipv4', 'ipv6'];

/** Answers commands over real sockets, on one port of both loopback addresses. */
export class LoopbackServer {
  private readonly servers = new Map<AddressFamily, Server>();
  private readonly sockets = new Set<Socket>();
  /** Connections that came while it was frozen. */
  private readonly waiting: Socket[] = [];
  private frozen = false;

  public constructor(
    private readonly port: number,
    private readonly newSession: () => Session,
    private readonly answer: (words: readonly string[], session: Session) => Reply,
    /** Absent: without TLS. */
    private readonly secureContext?: SecureContext,
  ) {}

  /** Takes connections over these families, and over no other; those that are open stay. */
  public async listen(families: readonly AddressFamily[] = BOTH): Promise<void> {
    for (const family of BOTH) {
      if (families.includes(family)) await this.open(family);
      // it says that it is closed only when the last connection is
      else void this.stop(family);
    }
  }

  /** Stops listening and cuts every connection, as the end of a process does. */
  public async close(): Promise<void> {
    this.frozen = false;
    const closing = BOTH.map((family) => this.stop(family));
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(closing);
  }

  /** Connections are still accepted, nothing is answered. */
  public freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Answers what has come in meanwhile. */
  public thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
    for (const socket of this.waiting.splice(0)) this.serve(socket);
  }

  private async open(family: AddressFamily): Promise<void> {
    if (this.servers.has(family)) return;
    const server = createServer({ pauseOnConnect: true }, (socket) => {
      this.keep(socket);
      if (this.frozen) this.waiting.push(socket);
      else this.serve(socket);
    });
    server.listen({ host: LOOPBACK[family], port: this.port, exclusive: true });
    await once(server, 'listening');
    this.servers.set(family, server);
  }

  private async stop(family: AddressFamily): Promise<void> {
    const server = this.servers.get(family);
    this.servers.delete(family);
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }

  private serve(connection: Socket): void {
    const socket = this.secureContext ? new TLSSocket(connection, { isServer: true, secureContext: this.secureContext }) : connection;
    const reader = new RequestReader();
    const session = this.newSession();
    if (socket !== connection) this.keep(socket);
    socket.on('data', (piece: Buffer) => {
      for (const words of reader.read(piece)) {
        const reply = this.answer(words, session);
        socket.write(encode(reply, session.version));
        if (words[0]?.toUpperCase() === 'QUIT') socket.end();
      }
    });
    socket.resume();
  }
}
