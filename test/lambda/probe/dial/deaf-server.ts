import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ownProcess } from '../../../../rehearsal/processes/ownership';
import { sleep } from '../real-cluster';

/** A port that takes no connection and refuses none: its process is stopped, and its queue is full. */
export interface DeafServer {
  readonly port: number;
  close(): void;
}

const PROGRAM = `const server = require('node:net').createServer();
server.listen({ port: 0, host: process.argv[1], backlog: 1 }, () => console.log(server.address().port));`;

export async function startDeafServer(host: string): Promise<DeafServer> {
  const child = spawn(process.execPath, ['-e', PROGRAM, host], { stdio: ['ignore', 'pipe', 'inherit'] });
  ownProcess(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  child.kill('SIGSTOP');
  const queue: Socket[] = [];
  // the kernel takes as many as fit the queue; the first one that hangs shows that it is full
  for (let taken = true; taken; ) {
    const socket = connect({ host, port }).on('error', () => undefined);
    queue.push(socket);
    taken = await Promise.race([once(socket, 'connect').then(() => true), sleep(150).then(() => false)]);
  }
  return {
    port,
    close: () => {
      child.kill('SIGKILL');
      for (const socket of queue) socket.destroy();
    },
  };
}
