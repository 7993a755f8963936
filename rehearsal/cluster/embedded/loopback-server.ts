import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { LOOPBACK } from '../loopback';
import { encode, type Reply } from './reply';
import { RequestReader } from './request-reader';
import { type Session } from './session';

/** Answers commands over real sockets, on one port of both loopback addresses. */
export class LoopbackServer {
  private readonly servers: Server[] = [];
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

  public async listen(): Promise<void> {
    this.frozen = false;
    for (const host of Object.values(LOOPBACK)) {
      const server = createServer({ pauseOnConnect: true }, (socket) => {
        this.keep(socket);
        if (this.frozen) this.waiting.push(socket);
        else this.serve(socket);
      });
      server.listen({ host, port: this.port, exclusive: true });
      await once(server, 'listening');
      this.servers.push(server);
    }
  }

  /** Stops listening and cuts every connection, as the end of a process does. */
  public async close(): Promise<void> {
    const closing = this.servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)));
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
