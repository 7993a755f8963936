import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { type CacheCluster } from '../../rehearsal/cluster/cluster';
import { findRedisServer } from '../../rehearsal/cluster/find-redis-server';
import { findFreePorts } from '../../rehearsal/cluster/free-ports';
import { NodeConnection } from '../../rehearsal/cluster/node-connection';
import { startRedisCluster } from '../../rehearsal/cluster/redis-cluster';
import { ownProcess } from '../../rehearsal/processes/ownership';
import { describeWithServers } from '../lambda/probe/real-cluster';
import { run } from './memory-session';

/** Runs one look; gives the exit code and the code of the problem. */
async function check(port: number, words: readonly string[], environment: Record<string, string> = {}) {
  const { exitCode, stdout, stderr } = await run(['check', '--host', '127.0.0.1', '--port', String(port), ...words, '--json'], { environment });
  expect(stderr).toBe('');
  const { verdict, problem } = JSON.parse(stdout) as { verdict: string; problem: { code: string; message: string } | null };
  return { exitCode, verdict, code: problem?.code, output: stdout };
}

const IPV4 = ['--family', 'ipv4'];

describeWithServers('check where a password is asked for', () => {
  let cluster: CacheCluster;
  let port = 0;
  beforeAll(async () => {
    cluster = await startRedisCluster({ shards: 1, replicasPerShard: 1, serverArguments: ['--requirepass', 'hunter2'] });
    port = cluster.nodes[0]?.port ?? 0;
    const rights = ['-@all', '+cluster|slots', '+cluster|nodes', '+cluster|myid'];
    await Promise.all(
      cluster.nodes.map(async (node) => {
        await node.command(['ACL', 'SETUSER', 'checker', 'on', '>s3cret', ...rights]);
        await node.command(['ACL', 'SETUSER', 'nobody', 'on', '>s3cret', '-@all', '+ping']);
      }),
    );
  });
  afterAll(async () => {
    await cluster.close();
  });

  test('none given', async () => {
    expect(await check(port, IPV4)).toMatchObject({ exitCode: 3, verdict: 'cannot-tell', code: 'PasswordRequired' });
  });

  test('the wrong one given; it is never shown', async () => {
    const { output, ...result } = await check(port, [...IPV4, '--password-env', 'SECRET'], { SECRET: 'not-the-password' });
    expect(result).toEqual({ exitCode: 3, verdict: 'cannot-tell', code: 'WrongPassword' });
    expect(output).not.toContain('not-the-password');
  });

  test('the right one given; it is never shown', async () => {
    const { output, ...result } = await check(port, [...IPV4, '--password-env', 'SECRET'], { SECRET: 'hunter2' });
    expect(result).toEqual({ exitCode: 0, verdict: 'open', code: undefined });
    expect(output).not.toContain('hunter2');
  });

  test('a user with three rights is enough', async () => {
    expect(await check(port, [...IPV4, '--user', 'checker', '--password-env', 'SECRET'], { SECRET: 's3cret' })).toMatchObject({ exitCode: 0, verdict: 'open' });
  });

  test('a user without them is not', async () => {
    const result = await check(port, [...IPV4, '--user', 'nobody', '--password-env', 'SECRET'], { SECRET: 's3cret' });
    expect(result).toMatchObject({ exitCode: 3, verdict: 'cannot-tell', code: 'NoPermission' });
  });
});

describeWithServers('check where nodes announce host names', () => {
  let cluster: CacheCluster;
  beforeAll(async () => {
    const names = ['--cluster-announce-hostname', 'localhost', '--cluster-preferred-endpoint-type', 'hostname'];
    cluster = await startRedisCluster({ shards: 1, replicasPerShard: 1, serverArguments: names });
  });
  afterAll(async () => {
    await cluster.close();
  });

  test('each name is resolved and asked', async () => {
    const { output, ...result } = await check(cluster.nodes[0]?.port ?? 0, ['--family', 'ipv4', '--members', '2']);
    expect(result).toMatchObject({ exitCode: 0, verdict: 'open' });
    expect(JSON.parse(output)).toMatchObject({ evidence: 'ANSWERED', members: [{ rungs: { REPORTED: 'skipped' }, address: '127.0.0.1' }, { address: '127.0.0.1' }] });
  });

  test('over the other family only if the machine has such an address of the name', async () => {
    const addresses = await lookup('localhost', { family: 6, all: true }).catch(() => []);
    const result = await check(cluster.nodes[0]?.port ?? 0, ['--family', 'ipv6']);
    expect(result.verdict).toBe(addresses.length > 0 ? 'open' : 'not-open');
    if (addresses.length === 0) expect(result.output).toContain('in ipv4 it has 127.0.0.1');
  });
});

describeWithServers('check with TLS, where nodes announce host names as ElastiCache does', () => {
  let folder = '';
  let server: ChildProcess;
  let tlsPort = 0;
  let control: NodeConnection;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cli-tls-'));
    const [plainPort = 0, free = 0] = await findFreePorts(2);
    tlsPort = free;
    const cluster = ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1', '--cluster-announce-hostname', 'localhost'];
    server = startTlsServer(folder, plainPort, tlsPort, [...cluster, '--cluster-preferred-endpoint-type', 'hostname', '--tls-cluster', 'yes']);
    await untilItListens(tlsPort);
    control = new NodeConnection({ port: plainPort });
    await control.command(['CLUSTER', 'ADDSLOTSRANGE', '0', '16383']);
  });
  afterAll(async () => {
    control.close();
    await end(server);
    rmSync(folder, { recursive: true });
  });

  test('the node is dialled by its name: its certificate is proven, and who answers', async () => {
    const words = ['check', '--host', 'localhost', '--port', String(tlsPort), '--tls', '--ca', join(folder, 'certificate.pem'), ...IPV4, '--json'];
    const { exitCode, stdout } = await run(words);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'open',
      evidence: 'ANSWERED',
      target: { host: 'localhost', tls: true, clusterMode: true },
      members: [{ id: 'localhost', onTarget: true, evidence: 'ANSWERED', address: '127.0.0.1', announced: 'as localhost (ip 127.0.0.1)' }],
    });
  });
});

describeWithServers('check where there is no cluster behind the port', () => {
  let folder = '';
  let server: ChildProcess;
  let plainPort = 0;
  let tlsPort = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cli-refused-'));
    [plainPort = 0, tlsPort = 0] = await findFreePorts(2);
    server = startTlsServer(folder, plainPort, tlsPort);
    await untilItListens(tlsPort);
  });
  afterAll(async () => {
    await end(server);
    rmSync(folder, { recursive: true });
  });

  test('cluster mode is disabled: the host that was named is all there is', async () => {
    const { output, ...result } = await check(plainPort, IPV4);
    expect(result).toMatchObject({ exitCode: 0, verdict: 'open' });
    expect(JSON.parse(output)).toMatchObject({ target: { clusterMode: false }, evidence: 'ANSWERED', membersTotal: 1, members: [{ id: `127.0.0.1:${plainPort}` }] });
  });

  test('the other family is not there', async () => {
    const { output, ...result } = await check(plainPort, ['--family', 'ipv6']);
    expect(result).toMatchObject({ exitCode: 1, verdict: 'not-open' });
    expect(JSON.parse(output)).toMatchObject({ members: [{ reason: 'was reached at 127.0.0.1, which is not ipv6' }] });
  });

  test('a password is sent that nobody asked for', async () => {
    expect(await check(plainPort, [...IPV4, '--password-env', 'SECRET'], { SECRET: 'hunter2' })).toMatchObject({ exitCode: 3, code: 'WrongPassword' });
  });

  test('a TLS port is asked without TLS', async () => {
    expect(await check(tlsPort, IPV4)).toMatchObject({ exitCode: 3, code: 'TransitEncryptionRequired' });
  });

  test('a port without TLS is asked with TLS', async () => {
    expect(['NoAnswer', 'TransitEncryptionMissing', 'ConnectionClosed']).toContain((await check(plainPort, [...IPV4, '--tls'])).code);
  });

  test('the certificate is not trusted', async () => {
    expect(await check(tlsPort, [...IPV4, '--tls'])).toMatchObject({ exitCode: 3, code: 'CertificateInvalid' });
  });

  test('the certificate is trusted', async () => {
    expect(await check(tlsPort, [...IPV4, '--tls', '--ca', join(folder, 'certificate.pem')])).toMatchObject({ exitCode: 0, verdict: 'open' });
  });
});

describe('check where there is no server at all', () => {
  test('nobody listens', async () => {
    const [port = 0] = await findFreePorts(1);
    expect(await check(port, IPV4)).toMatchObject({ exitCode: 3, verdict: 'cannot-tell', code: 'ConnectionRefused' });
  });

  test('waiting does not help either', async () => {
    const [port = 0] = await findFreePorts(1);
    expect(await check(port, [...IPV4, '--wait', '10m'])).toMatchObject({ exitCode: 3, code: 'ConnectionRefused' });
  });

  test('the name does not exist', async () => {
    const { exitCode, stdout } = await run(['check', '--host', 'cache.invalid', '--family', 'ipv6']);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^cannot tell: cache\.invalid:6379 (is not found in DNS|cannot be looked up)/);
  });

  test('something else listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await check(port, IPV4)).toMatchObject({ exitCode: 3, code: 'NotRedis' });
    server.close();
  });
});

function startTlsServer(folder: string, plainPort: number, tlsPort: number, more: readonly string[] = []): ChildProcess {
  const { file, key } = makeCertificate(folder);
  const tls = ['--tls-port', String(tlsPort), '--tls-cert-file', file, '--tls-key-file', key, '--tls-ca-cert-file', file, '--tls-auth-clients', 'no'];
  const plain = ['--port', String(plainPort), '--bind', '127.0.0.1', '--save', '', '--dir', folder, '--logfile', 'log'];
  const server = spawn(findRedisServer() ?? '', [...plain, ...tls, ...more], { stdio: 'ignore' });
  ownProcess(server);
  return server;
}

async function end(server: ChildProcess): Promise<void> {
  const exit = once(server, 'exit');
  server.kill('SIGKILL');
  await exit;
}

function makeCertificate(folder: string): { readonly file: string; readonly key: string } {
  const [file, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', ...subject, '-keyout', key, '-out', file], {
    stdio: 'ignore',
  });
  return { file, key };
}

async function untilItListens(port: number): Promise<void> {
  for (const limit = Date.now() + 20_000; Date.now() < limit; ) {
    const socket = connect(port, '127.0.0.1');
    const listens = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => {
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    socket.destroy();
    if (listens) return;
    await pause(50);
  }
  throw new Error(`nothing listens on port ${port}`);
}
