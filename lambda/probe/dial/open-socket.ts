import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';

/**
 * One buffer for what comes in on all connections: whoever listens to `data` has read it when the listener returns. Node.js
 * would make a new one of 64 kB for each read, and gigabytes of them in a sweep of large replies, which wait in memory to be
 * collected. Larger than that, fewer reads do.
 */
const BUFFER = Buffer.allocUnsafeSlow(256 * 1024);

/** Opens a TCP connection. What its `data` event gives is only there during the event; its streaming methods give nothing. */
export function openSocket(options: Omit<TcpNetConnectOpts, 'onread'>): Socket {
  const early: Buffer[] = [];
  const callback = (length: number): boolean => {
    const chunk = BUFFER.subarray(0, length);
    if (socket.emit('data', chunk)) return true;
    // a server that says something at once is not read on before somebody listens
    early.push(Buffer.from(chunk));
    return false;
  };
  const socket: Socket = connect({ ...options, noDelay: true, onread: { buffer: BUFFER, callback } });
  socket.on('newListener', (event) => {
    if (event !== 'data' || early.length === 0) return;
    process.nextTick(() => {
      for (const chunk of early.splice(0)) socket.emit('data', chunk);
      socket.resume();
    });
  });
  return socket;
}
