import { problemsFor } from '../../../../../lib/gates/private/gate-rule';
import { UNKNOWN } from '../../../../../lib/private/fact';
import { SCALING_ERRORS, SCALING_RULES, type ScaledGroup, type ScalingFacts } from '../../../../../lib/replication-group/scaling/private/scaling-rules';

/** A group about which there is nothing to complain. */
const GROUP: ScaledGroup = {
  clusterMode: 'enabled',
  engine: 'valkey',
  engineVersion: '8.1',
  nodeType: 'cache.r7g.large',
  globalReplicationGroupId: undefined,
  shards: 3,
  replicasPerShard: 1,
};
const SHARDS: ScalingFacts = { dimension: 'shards', min: 1, max: 10, otherMax: undefined, group: GROUP };
const REPLICAS: ScalingFacts = { dimension: 'replicas', min: 1, max: 5, otherMax: undefined, group: GROUP };

const group = (facts: Partial<ScaledGroup>): ScalingFacts => ({ ...SHARDS, group: { ...GROUP, ...facts } });

/** For every code at least one way to break the rule, and what the message must show: the value and a way out. */
const BROKEN: readonly [code: string, facts: ScalingFacts, shows: readonly string[]][] = [
  ['ScalingNeedsClusterMode', group({ clusterMode: 'disabled' }), ['"disabled"', 'ClusterMode.ENABLED']],
  ['ScalingEngineTooOld', group({ engineVersion: '7.0' }), ['valkey 7.0', 'Valkey 7.2']],
  ['ScalingEngineTooOld', group({ engine: 'redis', engineVersion: '5.0.6' }), ['redis 5.0.6', 'Redis OSS 6.0']],
  ['ScalingEngineTooOld', group({ engine: undefined, engineVersion: '5.0.6' }), ['redis 5.0.6', 'Redis OSS 6.0']],
  [
    'ScalingEngineTooOld',
    group({ engine: 'redis', engineVersion: '6.2', nodeType: 'cache.r6gd.xlarge' }),
    ['redis 6.2', 'Redis OSS 7.0 (with data tiering)'],
  ],
  ['ScalingNodeTypeUnsupported', group({ nodeType: 'cache.t4g.medium' }), ['"cache.t4g.medium"', 'large, xlarge, 2xlarge']],
  ['ScalingNodeTypeUnsupported', group({ nodeType: 'cache.m4.large' }), ['"cache.m4.large"']],
  ['ScalingNodeTypeUnsupported', group({ nodeType: 'cache.r7g.4xlarge' }), ['"cache.r7g.4xlarge"', 'cache.r7g.large']],
  ['ScalingInGlobalDatastore', group({ globalReplicationGroupId: 'ldgnf-x' }), ['"ldgnf-x"', 'leave out']],
  ['ScalingInGlobalDatastore', group({ globalReplicationGroupId: UNKNOWN }), ['a token', 'leave out']],
  ['ScalingRangeInvalid', { ...SHARDS, max: 501, otherMax: UNKNOWN }, ['1 to 501', '1 to 500']],
  ['ScalingRangeInvalid', { ...SHARDS, min: 0 }, ['0 to 10']],
  ['ScalingRangeInvalid', { ...SHARDS, max: 9.5 }, ['1 to 9.5', 'whole number']],
  ['ScalingRangeInvalid', { ...REPLICAS, max: 6 }, ['1 to 6', '1 to 5']],
  ['ScalingRangeInvalid', { ...REPLICAS, min: 0 }, ['0 to 5']],
  ['ScalingRangeInvalid', { ...group({ shards: UNKNOWN }), min: 4, max: 3 }, ['4 to 3']],
  ['ScalingStartsOutside', { ...SHARDS, min: 4 }, ['shards is 3', '4 to 10', 'would scale at once']],
  ['ScalingStartsOutside', { ...SHARDS, max: 2 }, ['shards is 3', '1 to 2']],
  ['ScalingStartsOutside', { ...REPLICAS, min: 2 }, ['replicasPerShard is 1', '2 to 5']],
  ['ScalingTooManyNodes', { ...SHARDS, max: 251 }, ['251 shards', '1 replicas', '502 nodes', 'smaller maximum']],
  ['ScalingTooManyNodes', { ...SHARDS, max: 100, otherMax: 5 }, ['100 shards', '5 replicas', '600 nodes']],
  ['ScalingTooManyNodes', { ...REPLICAS, otherMax: 100 }, ['100 shards', '5 replicas', '600 nodes']],
];

const problemsOf = (facts: ScalingFacts): readonly { readonly code: string; readonly message: string }[] =>
  problemsFor(SCALING_RULES, facts);

describe('scaling rules', () => {
  it.each([SHARDS, REPLICAS])('find nothing wrong with what ElastiCache supports: %j', (facts) => {
    expect(problemsOf(facts)).toEqual([]);
  });

  it.each(BROKEN)('fails with %s (%#)', (code, facts, shows) => {
    const problems = problemsOf(facts);

    expect(problems.map((problem) => problem.code)).toEqual([code]);
    shows.forEach((part) => {
      expect(problems[0]?.message).toContain(part);
    });
  });

  it.each(BROKEN)('speaks in the house style: %s (%#)', (_, facts) => {
    const [problem] = problemsOf(facts);

    expect(problem?.message).toMatch(/^[a-z]/);
    expect(problem?.message).not.toMatch(/\.$|\$\{|\n|undefined|Symbol|Token\[/);
    expect(problem?.message).toMatch(/: \S/);
  });

  it('are all tested above', () => {
    expect(SCALING_RULES.map(({ code }) => code)).toEqual([...new Set(BROKEN.map(([code]) => code))]);
  });

  it('have stable codes in one style, each only once', () => {
    const codes = SCALING_ERRORS.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    codes.forEach((code) => {
      expect(code).toMatch(/^([A-Z][a-z0-9]+)+$/);
    });
  });

  it.each(['clusterMode', 'engine', 'engineVersion', 'nodeType', 'shards', 'replicasPerShard'])(
    'never judge what is only known during deployment: %s',
    (name) => {
      expect(problemsOf(group({ [name]: UNKNOWN }))).toEqual([]);
    },
  );

  it.each(['min', 'max', 'otherMax'])('never judge a limit that is only known during deployment: %s', (name) => {
    expect(problemsOf({ ...SHARDS, [name]: UNKNOWN })).toEqual([]);
  });

  it.each(['r7g', 'r6g', 'r6gd', 'r5', 'm7g', 'm6g', 'm5', 'c7gn', 'x99'].flatMap((family) =>
    ['large', 'xlarge', '2xlarge'].map((size) => `cache.${family}.${size}`),
  ))('let the node types of the list of AWS, and families newer than it, pass: %s', (nodeType) => {
    expect(problemsOf(group({ nodeType }))).toEqual([]);
  });
});
