import { isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { type AddressFamily } from '../topology/address-family';
import { type Member } from '../topology/observation';
import { type Dial } from './dial/dial';
import { openSocket } from './dial/open-socket';
import { type ProbeTls } from './probe-connection';

/** Covers the TCP and the TLS handshake. */
const CONNECT_TIMEOUT_MILLIS = 2000;

/** Opens connections over one family: a name is resolved in it only, an address is dialled as it is. */
export function plainDial(family: AddressFamily, tls?: ProbeTls): Dial {
  return (member, signal) =>
    new Promise((resolve, reject) => {
      const socket = open(member, family, tls);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        socket.destroy();
        reject(error);
      };
      const timer = setTimeout(() => {
        fail(Object.assign(new Error(`no connection within ${CONNECT_TIMEOUT_MILLIS} ms`), { code: 'ConnectTimeout' }));
      }, CONNECT_TIMEOUT_MILLIS);
      signal.addEventListener('abort', () => {
        fail(Object.assign(new Error('was given up'), { code: 'AbortError' }));
      });
      // an attempt that is given up, or a connection that is idle, must not hold the process
      socket.unref();
      socket.on('error', fail).once(tls ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        resolve({ socket, address: socket.remoteAddress ?? member.host });
      });
    });
}

function open({ host, port }: Member, family: AddressFamily, tls: ProbeTls | undefined): Socket | TLSSocket {
  const isName = isIP(host) === 0;
  const route = { host, port, ...(isName && { family: family === 'ipv6' ? 6 : 4 }) };
  if (!tls) return openSocket(route);
  const servername = tls.servername ?? (isName ? host : undefined);
  return connectTls({ ...route, ...(tls.ca !== undefined && { ca: tls.ca }), ...(servername !== undefined && { servername }) });
}
