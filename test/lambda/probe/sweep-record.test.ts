import { sweepRecord } from '../../../lambda/probe/sweep-record';
import { type WatchEvent } from '../../../lambda/probe/watch-event';
import { type ProbeRequest } from '../../../lib/gates/contract';

const STARTED = 1_800_000_000_000;

function request(count: number): ProbeRequest {
  const members = Array.from({ length: count }, (_, index) => ({ id: `cache-${index}`, host: `cache-${index}.example`, port: 6379 }));
  return { members, targetFamily: 'ipv6', budgetMillis: 1000, pollIntervalMillis: 100, startedAtMillis: STARTED, replicationGroupId: 'cache' };
}

function event(count: number, lagging: number): WatchEvent {
  const members = Array.from({ length: count }, (_, index) => ({
    memberId: `cache-${index}`,
    onTarget: index >= lagging,
    reason: index < lagging ? 'r'.repeat(1000) : '',
  }));
  return { kind: 'sweep', sweep: 3, elapsedMillis: 1234.5, verdict: { kind: lagging > 0 ? 'waiting' : 'open', members } };
}

describe('sweepRecord', () => {
  test('endpoints are no nodes', () => {
    const of = request(3);
    const asked = { ...of, members: [...of.members, { id: 'configuration endpoint', host: 'clustercfg.example', port: 6379, kind: 'endpoint' as const }] };
    const seen = event(3, 1);
    const verdict = { ...seen.verdict, members: [...seen.verdict.members, { memberId: 'configuration endpoint', isEndpoint: true as const, onTarget: true, reason: '' }] } as WatchEvent['verdict'];

    expect(JSON.parse(sweepRecord(asked, { ...seen, verdict }, STARTED))).toMatchObject({ NodesTotal: 3, NodesOnTarget: 2 });
  });

  test('is a record of the embedded metric format', () => {
    const record = JSON.parse(sweepRecord(request(6), event(6, 1), STARTED + 61_400)) as Record<string, unknown>;
    expect(record).toMatchObject({
      _aws: {
        Timestamp: STARTED + 61_400,
        CloudWatchMetrics: [
          {
            Namespace: 'ElastiCacheDualStack',
            Dimensions: [['ReplicationGroupId']],
            Metrics: [
              { Name: 'NodesTotal', Unit: 'Count' },
              { Name: 'NodesOnTarget', Unit: 'Count' },
              { Name: 'SecondsWaiting', Unit: 'Seconds' },
            ],
          },
        ],
      },
      ReplicationGroupId: 'cache',
      NodesTotal: 6,
      NodesOnTarget: 5,
      SecondsWaiting: 61,
      verdict: 'waiting',
      sweep: 3,
      elapsedMillis: 1235,
      laggingNotShown: 0,
    });
    expect(record['lagging']).toEqual([{ member: 'cache-0', reason: 'r'.repeat(300) }]);
  });

  test('stays one line of bounded length for any number of nodes', () => {
    const line = sweepRecord(request(500), event(500, 500), STARTED);
    expect(line).not.toContain('\n');
    expect(line.length).toBeLessThan(10_000);
    expect(JSON.parse(line)).toMatchObject({ NodesTotal: 500, NodesOnTarget: 0, laggingNotShown: 480 });
  });

  test('a refusal says why', () => {
    const verdict = { kind: 'refused', code: 'NotRedis', message: 'what listens there', cannotTell: false, members: [] } as const;
    const line = sweepRecord(request(2), { ...event(0, 0), verdict }, STARTED - 5000);
    expect(JSON.parse(line)).toMatchObject({ verdict: 'refused', code: 'NotRedis', message: 'what listens there', NodesTotal: 2, SecondsWaiting: 0 });
  });
});
