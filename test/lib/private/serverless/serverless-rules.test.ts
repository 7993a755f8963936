import * as fc from 'fast-check';
import { UNKNOWN } from '../../../../lib/private/fact';
import { type ServerlessFacts } from '../../../../lib/private/serverless/serverless-facts';
import { OWN_SERVERLESS_RULES, SERVERLESS_RULES } from '../../../../lib/private/serverless/serverless-rules';

/** A cache about which there is nothing to complain. */
const FINE: ServerlessFacts = {
  serverlessCacheName: 'sessions',
  engine: 'valkey',
  networkType: 'dual_stack',
  dataStorage: { minimum: 1, maximum: 5000 },
  ecpuPerSecond: { minimum: 1000, maximum: 15_000_000 },
  snapshotRetention: 7,
  snapshotTime: '03:00',
  userGroupEngine: undefined,
  subnets: [{ name: 'Vpc/Private1', hasIpv6: true, isIpv6Only: false }],
  subnetZones: ['a', 'b'],
};

/** For every code at least one way to break the rule, and what the message must show: the value and a way out. */
const BROKEN: readonly [code: string, facts: Partial<ServerlessFacts>, shows: readonly string[]][] = [
  ['SubnetsWithoutIpv6', { subnets: [{ name: 'Vpc/P', hasIpv6: false, isIpv6Only: false }] }, ['"dual_stack"', 'Vpc/P', 'vpcSubnets']],
  ['SubnetsNotIpv6Only', { networkType: 'ipv6' }, ['"ipv6"', 'Vpc/Private1']],
  ['SubnetsWithoutIpv4', { subnets: [{ name: 'Vpc/Six', hasIpv6: true, isIpv6Only: true }] }, ['Vpc/Six', '"ipv6"']],
  ['ServerlessCacheNameMalformed', { serverlessCacheName: '1st' }, ['"1st"', '40', 'leave it out']],
  ['ServerlessCacheNameMalformed', { serverlessCacheName: 'a'.repeat(41) }, ['aaa', '40']],
  ['ServerlessSubnetsShareZone', { subnetZones: ['a', 'b', 'a'] }, ['"a"', 'onePerAz']],
  ['DataStorageLimitInvalid', { dataStorage: { minimum: 0, maximum: UNKNOWN } }, ['minDataStorage is 0', '1 to 5000']],
  ['DataStorageLimitInvalid', { dataStorage: { minimum: undefined, maximum: 1.5 } }, ['maxDataStorage is 1.5', '1 to 5000']],
  ['DataStorageLimitInvalid', { dataStorage: { minimum: 10, maximum: 9 } }, ['minDataStorage is 10', 'maxDataStorage is 9']],
  ['EcpuLimitInvalid', { ecpuPerSecond: { minimum: 999, maximum: undefined } }, ['minEcpuPerSecond is 999', '1000 to 15000000']],
  ['EcpuLimitInvalid', { ecpuPerSecond: { minimum: 1000, maximum: 15_000_001 } }, ['maxEcpuPerSecond is 15000001']],
  ['SnapshotTimeMalformed', { snapshotTime: '24:00' }, ['"24:00"', 'DailyTime.at(3)']],
  ['SnapshotTimeNeedsRetention', { snapshotRetention: 0 }, ['snapshotTime', 'snapshotRetention', '1 to 35']],
  ['SnapshotTimeNeedsRetention', { snapshotRetention: undefined }, ['snapshotTime', 'snapshotRetention']],
  ['SnapshotRetentionOutOfRange', { snapshotRetention: 36 }, ['36', '35']],
  ['UserGroupEngineMismatch', { engine: 'redis', userGroupEngine: 'valkey' }, ['"redis"', '"valkey"']],
];

const problems = (facts: ServerlessFacts): readonly (readonly [string, string])[] =>
  SERVERLESS_RULES.flatMap(({ code, problem }) => {
    const message = problem(facts);
    return message === undefined ? [] : [[code, message] as const];
  });

describe('the rules of serverless caches', () => {
  it('find nothing wrong with a good one', () => {
    expect(problems(FINE)).toEqual([]);
  });

  it.each(BROKEN)('%s: %j', (code, facts, shows) => {
    const found = problems({ ...FINE, ...facts });

    expect(found.map(([each]) => each)).toEqual([code]);
    expect(found[0]?.[1]).toMatch(/^[a-z].*[^.]$/s);
    shows.forEach((each) => {
      expect(found[0]?.[1]).toContain(each);
    });
  });

  it('are all broken here', () => {
    expect([...new Set(BROKEN.map(([code]) => code))].sort()).toEqual(SERVERLESS_RULES.map(({ code }) => code).sort());
    expect(OWN_SERVERLESS_RULES.map(({ code }) => code)).toEqual([...new Set(OWN_SERVERLESS_RULES.map(({ code }) => code))]);
  });

  it('judge nothing that is only known during deployment', () => {
    const unknown = fc.constant(UNKNOWN);
    const facts = fc.record({
      serverlessCacheName: unknown,
      engine: unknown,
      networkType: unknown,
      dataStorage: fc.record({ minimum: unknown, maximum: unknown }),
      ecpuPerSecond: fc.record({ minimum: unknown, maximum: unknown }),
      snapshotRetention: unknown,
      snapshotTime: fc.option(unknown, { nil: undefined }),
      userGroupEngine: unknown,
      subnets: fc.constant([]),
      subnetZones: unknown,
    });
    fc.assert(
      fc.property(facts, (each) => {
        expect(problems(each)).toEqual([]);
      }),
    );
  });
});
