import { createServer, type Socket } from 'node:net';
import { stubReplies } from '../stub-replies';
import { type StubShape } from '../stub-shape';

/** Hosts the nodes of a cluster that is not there: each answers as a node would, from bytes that were made before. */
const shape = JSON.parse(process.argv[2] ?? '') as StubShape;
const ports: number[] = [];

function listen(index: number): void {
  const server = createServer({ noDelay: true }, (socket) => {
    serve(socket, index);
  });
  server.listen({ host: '::1', port: 0, backlog: 1024 }, () => {
    const address = server.address();
    ports.push(typeof address === 'object' && address ? address.port : 0);
    if (ports.length < shape.nodes) listen(index + 1);
    else process.stdout.write(`${JSON.stringify(ports)}\n`);
  });
}

const replies = stubReplies(shape);

function serve(socket: Socket, index: number): void {
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    const asked = data.toString('latin1').match(/MYID|SLOTS|NODES/g) ?? [];
    socket.cork();
    for (const name of asked) {
      if (name === 'SLOTS') socket.write(replies.slots);
      else if (name === 'MYID') socket.write(replies.myId(index));
      else for (const part of replies.nodes(index)) socket.write(part);
    }
    process.nextTick(() => {
      socket.uncork();
    });
  });
}

listen(0);
// whoever started it ends it by closing its input
process.stdin.on('end', () => process.exit(0)).resume();
