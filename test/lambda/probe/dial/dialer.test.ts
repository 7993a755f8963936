import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { Dialer } from '../../../../lambda/probe/dial/dialer';
import { type Lookup } from '../../../../lambda/probe/dial/resolve-host';
import { type ProbeTls } from '../../../../lambda/probe/probe-connection';
import { CertificateAuthority, type Validity } from '../../../../rehearsal/certificates/certificate-authority';
import { makeDirectory, removeDirectory } from '../../../../rehearsal/processes/ownership';
import { sleep } from '../real-cluster';

const NEVER = new AbortController().signal;
/** Every name leads to the loopback. */
const LOOPBACK: Lookup = (_host, family) => Promise.resolve([family === 'ipv6' ? '::1' : '127.0.0.1']);
const PAST: Validity = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2021-01-01T00:00:00Z') };

describe('dialling a member', () => {
  let directory: string;
  let authority: CertificateAuthority;
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  beforeAll(async () => {
    directory = makeDirectory('dialer-');
    authority = await CertificateAuthority.create(directory);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });
  afterAll(() => {
    removeDirectory(directory);
  });

  async function listen(server: Server, host = '::1'): Promise<number> {
    servers.push(server);
    server.on('connection', (socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return (server.address() as AddressInfo).port;
  }
  async function tlsServer(names: readonly string[], validity?: Validity): Promise<{ port: number; snis: (string | undefined)[] }> {
    const { certificateFile, keyFile } = await authority.issue(names, validity);
    const snis: (string | undefined)[] = [];
    const server = createTlsServer({ cert: readFileSync(certificateFile), key: readFileSync(keyFile) }, (socket) => {
      snis.push(socket.servername === false ? undefined : (socket.servername ?? undefined));
      socket.on('error', () => undefined);
      socket.end('hello');
    });
    server.on('tlsClientError', () => undefined);
    return { port: await listen(server), snis };
  }
  const member = (host: string, port: number) => ({ id: 'cache-0001-001', host, port });
  const dialer = (tls?: ProbeTls) => new Dialer({ targetFamily: 'ipv6', lookup: LOOPBACK, tls });

  test('without TLS the connection is all', async () => {
    const port = await listen(createPlainServer((socket) => socket.end('hello')));
    const { socket, address } = await dialer().dial(member('node.test', port), NEVER);
    expect(address).toBe('::1');
    expect(socket).not.toBeInstanceOf(TLSSocket);
    expect(String((await once(socket, 'data'))[0])).toBe('hello');
  });

  test('with TLS the certificate is verified for the name, which goes out as SNI', async () => {
    const { port, snis } = await tlsServer(['*.my-cache.test']);
    const { socket, address } = await dialer({ ca: authority.pem }).dial(member('node-1.my-cache.test', port), NEVER);
    expect(address).toBe('::1');
    expect(socket).toBeInstanceOf(TLSSocket);
    expect(String((await once(socket, 'data'))[0])).toBe('hello');
    expect(snis).toEqual(['node-1.my-cache.test']);
  });

  test('an address has no SNI; the certificate must carry it, or the name that is given instead', async () => {
    const { port, snis } = await tlsServer(['::1', 'my-cache.test']);
    expect((await dialer({ ca: authority.pem }).dial(member('::1', port), NEVER)).address).toBe('::1');
    expect((await dialer({ ca: authority.pem, servername: 'my-cache.test' }).dial(member('::1', port), NEVER)).address).toBe('::1');
    await sleep(20);
    expect(snis).toEqual([undefined, 'my-cache.test']);
  });

  test.each([
    ['for another name', ['other.test'], undefined, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['that has expired', ['node.test'], PAST, 'CERT_HAS_EXPIRED'],
    ['that is not valid yet', ['node.test'], { from: new Date('2120-01-01T00:00:00Z'), to: new Date('2121-01-01T00:00:00Z') }, 'CERT_NOT_YET_VALID'],
  ] as const)('a certificate %s', async (_, names, validity, code) => {
    const { port } = await tlsServer(names, validity);
    await expect(dialer({ ca: authority.pem }).dial(member('node.test', port), NEVER)).rejects.toMatchObject({ stage: 'HANDSHAKE', code, address: '::1' });
  });

  test('a certificate of an authority that nobody named, also where the environment would let it pass', async () => {
    const { port } = await tlsServer(['node.test']);
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    const dialling = dialer({}).dial(member('node.test', port), NEVER);
    await expect(dialling).rejects.toMatchObject({ stage: 'HANDSHAKE', code: expect.stringMatching(/SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY/) as string });
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  });

  test('a port that is silent, as one without TLS is to a TLS client', async () => {
    const port = await listen(createPlainServer((socket) => socket.on('error', () => undefined)));
    const begin = performance.now();
    await expect(dialer({ ca: authority.pem }).dial(member('node.test', port), NEVER)).rejects.toMatchObject({ stage: 'HANDSHAKE', code: 'HandshakeTimeout' });
    expect(performance.now() - begin).toBeLessThan(4000);
  });

  test('a port that talks without TLS', async () => {
    const port = await listen(createPlainServer((socket) => socket.on('error', () => undefined).end('-ERR hello\r\n')));
    await expect(dialer({ ca: authority.pem }).dial(member('node.test', port), NEVER)).rejects.toMatchObject({ stage: 'HANDSHAKE', code: expect.stringMatching(/^ERR_SSL_|^EPROTO$/) as string });
  });

  test('a server that closes during the handshake', async () => {
    const port = await listen(createPlainServer((socket) => socket.on('error', () => undefined).once('data', () => socket.destroy())));
    await expect(dialer({ ca: authority.pem }).dial(member('node.test', port), NEVER)).rejects.toMatchObject({ stage: 'HANDSHAKE', code: expect.stringMatching(/^ECONNRESET$|^ConnectionClosed$/) as string });
  });

  test('is given up during the handshake when nobody wants it any more', async () => {
    const port = await listen(createPlainServer((socket) => socket.on('error', () => undefined)));
    const stop = new AbortController();
    const dialling = dialer({ ca: authority.pem }).dial(member('node.test', port), stop.signal);
    setTimeout(() => {
      stop.abort();
    }, 100);
    await expect(dialling).rejects.toMatchObject({ stage: 'HANDSHAKE', code: 'AbortError' });
  });

  describe('goes up to a rung and no further', () => {
    test('resolving connects to nothing', async () => {
      let connections = 0;
      const port = await listen(createPlainServer(() => (connections += 1)));
      expect(await dialer().reach(member('node.test', port), 'RESOLVED', NEVER)).toBe('::1');
      await sleep(30);
      expect(connections).toBe(0);
    });

    test('connecting shakes no hands', async () => {
      const port = await listen(createPlainServer((socket) => socket.on('error', () => undefined)));
      expect(await dialer({ ca: authority.pem }).reach(member('node.test', port), 'CONNECTED', NEVER)).toBe('::1');
    });

    test('a handshake says nothing after it', async () => {
      const { port, snis } = await tlsServer(['node.test']);
      expect(await dialer({ ca: authority.pem }).reach(member('node.test', port), 'HANDSHAKE', NEVER)).toBe('::1');
      await sleep(30);
      expect(snis).toEqual(['node.test']);
    });

    test('nobody listens on this family', async () => {
      const port = await listen(createPlainServer(), '127.0.0.1');
      await expect(dialer().reach(member('node.test', port), 'CONNECTED', NEVER)).rejects.toMatchObject({ stage: 'CONNECTED', code: 'ECONNREFUSED', address: '::1' });
    });
  });
});
