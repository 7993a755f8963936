import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { CertificateAuthority } from '../../rehearsal/certificates/certificate-authority';
import { type CacheCluster } from '../../rehearsal/cluster/cluster';
import { startRedisCluster } from '../../rehearsal/cluster/redis-cluster';
import { makeDirectory, removeDirectory } from '../../rehearsal/processes/ownership';
import { describeWithServers } from '../lambda/probe/real-cluster';
import { run } from './memory-session';

const PASSWORD = 'correct-horse-battery-staple';
const SECRET = { SECRET: PASSWORD };

/** Without names that resolve, nodes are told apart by their ports: the certificate is for the address. */
describeWithServers('check on nodes with TLS and without cluster mode', () => {
  let directory = '';
  let cluster: CacheCluster;
  let tls: readonly string[] = [];
  beforeAll(async () => {
    directory = makeDirectory('check-tls-');
    const authority = await CertificateAuthority.create(directory);
    const certificate = await authority.issue(['127.0.0.1', '::1', 'localhost']);
    tls = ['--tls', '--ca', authority.certificateFile];
    cluster = await startRedisCluster({
      ...{ shards: 1, replicasPerShard: 1, clusterMode: false, serverArguments: ['--requirepass', PASSWORD] },
      tls: { ...certificate, authorityFile: authority.certificateFile, hostnameOf: () => 'localhost' },
    });
  });
  afterAll(async () => {
    await cluster.close();
    removeDirectory(directory);
  });

  const check = async (words: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    run(['check', '--port', String(cluster.nodes[0]?.port), ...tls, ...words], { environment });
  const BOTH = ['--host', '127.0.0.1', '--host', 'localhost'];

  test('every host that was named answers, and says up to which rung', async () => {
    const { exitCode, stdout } = await check([...BOTH, '--family', 'ipv4', '--password-env', 'SECRET'], SECRET);
    expect(stdout.replace(/\d+\.\d s/, 'TIME')).toBe(
      'open: 2 of 2 endpoints answer over ipv4 (TIME)\n  RESOLVED 2 of 2, CONNECTED 2 of 2, HANDSHAKE 2 of 2, ANSWERED 2 of 2\n',
    );
    expect(exitCode).toBe(0);
  });

  test('without the password a handshake can be proven, if no more is demanded', async () => {
    const { exitCode, stdout } = await check([...BOTH, '--family', 'ipv4', '--minimum-evidence', 'HANDSHAKE']);
    expect(stdout).toMatch(/^open: 2 of 2 endpoints complete the TLS handshake over ipv4 \(.*\)\n {2}RESOLVED 2 of 2, CONNECTED 2 of 2, HANDSHAKE 2 of 2\n$/);
    expect(exitCode).toBe(0);
    const more = await check([...BOTH, '--family', 'ipv4', '--json']);
    expect(more.exitCode).toBe(3);
    expect(JSON.parse(more.stdout)).toMatchObject({ problem: { code: 'PasswordRequired', message: expect.stringContaining('--minimum-evidence HANDSHAKE') as string } });
  });

  test('one host that is not there keeps it from opening, and is named with the rung that is missing', async () => {
    const { exitCode, stdout } = await check([...BOTH, '--host', '127.0.0.9', '--family', 'ipv4', '--password-env', 'SECRET', '--json'], SECRET);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'not-open',
      evidence: null,
      demandedEvidence: 'ANSWERED',
      target: { hosts: ['127.0.0.1', 'localhost', '127.0.0.9'], tls: true, clusterMode: false },
      members: [{ evidence: 'ANSWERED' }, { evidence: 'ANSWERED' }, { evidence: 'RESOLVED', rungs: { CONNECTED: 'missing' }, reason: expect.stringMatching(/^nothing listens there/) as string }],
    });
    expect(stdout).not.toContain(PASSWORD);
  });

  test('the number of hosts can be demanded', async () => {
    const { exitCode, stdout } = await check([...BOTH, '--members', '3', '--family', 'ipv4', '--password-env', 'SECRET'], SECRET);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('2 hosts were named and --members demands 3; name every endpoint with a --host of its own (MemberCount)');
  });

  test('the same from the bundle that users run', async () => {
    const bundle = join(__dirname, '..', '..', 'build', 'cli', 'main.js');
    const words = ['check', '--host', '::1', '--port', String(cluster.nodes[1]?.port), ...tls, '--family', 'ipv6', '--password-env', 'SECRET', '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, [bundle, ...words], { env: { ...process.env, ...SECRET } });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'open', evidence: 'ANSWERED', members: [{ address: '::1' }] });
  });
});
