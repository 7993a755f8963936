import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type Member } from '../../../lambda/topology/observation';

/** A server on the loopback that does what the test says with every connection. */
export interface StrangeServer {
  readonly member: Member;
  close(): Promise<void>;
}

export async function startServer(id: string, onConnection: (socket: Socket) => void): Promise<StrangeServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    member: { id, host: '127.0.0.1', port },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Answers every command with this error reply; commands arrive as arrays of bulk strings. */
export function answerErrors(error: string): (socket: Socket) => void {
  return (socket) => {
    socket.on('data', (data) => {
      const commands = data.toString('latin1').match(/\*\d+\r\n/g)?.length ?? 0;
      socket.write(`-${error}\r\n`.repeat(commands));
    });
  };
}

/** Answers each command with what `reply` gives for its words, such as `CLUSTER SLOTS`; a reply is as on the wire. */
export function answerCommands(reply: (command: string) => string | Buffer): (socket: Socket) => void {
  return (socket) => {
    socket.on('data', (data) => {
      for (const [command] of data.toString('latin1').matchAll(/\*\d+\r\n(?:\$\d+\r\n[^\r]*\r\n)+/g)) {
        socket.write(reply([...command.matchAll(/\$\d+\r\n([^\r]*)\r\n/g)].map(([, word]) => word).join(' ')));
      }
    });
  };
}

/** A bulk string on the wire. */
export function bulk(text: string): string {
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}
