import { handler } from '../../../lambda/probe/index';
import { type ProbeRequest } from '../../../lib/gates/contract';
import { answerErrors, startServer, type StrangeServer } from './strange-server';

describe('handler of the probe', () => {
  let server: StrangeServer;
  let lines: string[];
  beforeEach(() => {
    lines = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  function request(budgetMillis: number): ProbeRequest {
    return {
      members: [server.member],
      targetFamily: 'ipv4',
      budgetMillis,
      pollIntervalMillis: 50,
      startedAtMillis: Date.now() - 5000,
      replicationGroupId: 'cache',
    };
  }

  test('waits for the budget and writes one metric line for a sweep, none for a look', async () => {
    server = await startServer('cache-1', answerErrors('LOADING Redis is loading the dataset in memory'));
    const { verdict, sweeps } = await handler(request(600));
    expect(verdict).toMatchObject({ kind: 'waiting', members: [{ memberId: 'cache-1', onTarget: false }] });
    expect(sweeps).toBe(1);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      ReplicationGroupId: 'cache',
      NodesOnTarget: 0,
      SecondsWaiting: 5,
      lagging: [{ member: 'cache-1', reason: expect.stringContaining('LOADING') as string }],
    });
    expect(lines[0]?.endsWith('\n')).toBe(true);
  });

  test('a cluster without cluster mode is refused at once', async () => {
    server = await startServer('cache-1', answerErrors('ERR This instance has cluster support disabled'));
    const { verdict } = await handler(request(20_000));
    expect(verdict).toMatchObject({ kind: 'refused', code: 'ClusterModeDisabled', cannotTell: true });
  });

  test('a node without cluster mode that answers is enough where that is asked for; the password is in no line', async () => {
    server = await startServer('cache-1', (socket) => socket.on('data', (data) => socket.write(data.includes('AUTH') ? '+OK\r\n' : '+PONG\r\n')));
    const credentials = { kind: 'password', userName: 'app', password: 'correct-horse' } as const;
    const { verdict } = await handler({ ...request(20_000), clusterMode: false, credentials });
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ verdict: 'open', evidence: 'ANSWERED', NodesOnTarget: 1 });
    expect(lines.join()).not.toContain('correct-horse');
  });

  test('a connection is enough where no more is asked for; the line says how far each came', async () => {
    server = await startServer('cache-1', () => undefined);
    expect((await handler({ ...request(20_000), clusterMode: false, requiredEvidence: 'CONNECTED' })).verdict).toMatchObject({ kind: 'open', evidence: 'CONNECTED' });
    await handler({ ...request(1600), clusterMode: false, requiredEvidence: 'HANDSHAKE', tls: true });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ verdict: 'waiting', lagging: [{ member: 'cache-1', rungs: expect.stringMatching(/^(not RESOLVED|CONNECTED, not HANDSHAKE)$/) as string }] });
  });

  test('what is not Redis is refused', async () => {
    server = await startServer('cache-1', (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'));
    expect((await handler(request(20_000))).verdict).toMatchObject({ kind: 'refused', code: 'NotRedis' });
  });
});
