import { findRedisServer } from '../../rehearsal/cluster/find-redis-server';
import { type DeploymentReport, type FlipReport } from '../../rehearsal/scenario/report';
import { exampleScenarios, examplesNotYet } from '../../rehearsal/scenario/scenarios/examples';
import { findSecrets } from '../../rehearsal/scenario/secret-search';
import { documentedRefusal, documentedServerlessRefusal, shapeOfRefusal } from '../docs/documented-refusal';
import { leftIn } from './support/leftovers';
import { temporaryFolder } from './support/temporary-folder';
import { type WholeRun, wholeRun } from './support/whole-run';

const RUN_MILLIS = 900_000;
const isReal = findRedisServer() !== undefined;

// one run of the whole rehearsal, looked at from all sides
describe('npm run rehearse', () => {
  const folder = temporaryFolder();
  let run: WholeRun;

  beforeAll(async () => {
    run = await wholeRun(folder);
  }, RUN_MILLIS);

  const deployment = (scenario: string, name: string): DeploymentReport => {
    const found = run.report.deployments.find((candidate) => candidate.scenario === scenario && candidate.name === name);
    if (found === undefined) throw new Error(`no deployment "${scenario}: ${name}" in ${JSON.stringify(run.report.deployments)}`);
    return found;
  };
  const flip = (): FlipReport => {
    if (run.report.flip === undefined) throw new Error(`no flip: ${run.report.deviations.join('; ')}`);
    return run.report.flip;
  };

  test('everything goes as planned', () => {
    expect({ exitCode: run.exitCode, deviations: run.report.deviations }).toEqual({ exitCode: 0, deviations: [] });
  });

  test('the cluster is a real one where there is a server for it', () => {
    expect(run.report.cluster).toBe(isReal ? 'redis-server' : 'embedded');
    expect(run.report.serverVersion).toMatch(isReal ? /^\d+\.\d+\.\d+/ : /^embedded$/);
  });

  describe('the flip', () => {
    test.each([
      ['create', 'CREATE_COMPLETE'],
      ['flip to ipv6', 'UPDATE_COMPLETE'],
      ['deploy again, unchanged', 'UPDATE_COMPLETE'],
      ['flip back to ipv4', 'UPDATE_COMPLETE'],
      ['flip, one node stays behind', 'UPDATE_ROLLBACK_COMPLETE'],
      ['destroy', 'DELETE_COMPLETE'],
    ])('"%s" ends with %s', (name, status) => {
      expect(deployment('flip', name)).toMatchObject({ status });
    });

    test('is held after CloudFormation called the update complete, and opens only when every view is complete', () => {
      const { nodes, updateCompleteAt, lastViewCompleteAt, gateOpenedAt, openedAfterMs, sweeps } = flip();

      expect(nodes).toBe(6);
      expect(lastViewCompleteAt).toBeGreaterThan(updateCompleteAt);
      expect(gateOpenedAt).toBeGreaterThanOrEqual(lastViewCompleteAt);
      expect(openedAfterMs).toBe(gateOpenedAt - lastViewCompleteAt);
      expect(sweeps).toBeGreaterThanOrEqual(2);
    });

    test('a deployment without changes does not call the gate', () => {
      expect(deployment('flip', 'deploy again, unchanged')).toMatchObject({ changes: false, gateCalls: 0, guardCalls: 0 });
      expect(deployment('flip', 'flip to ipv6')).toMatchObject({ changes: true, gateCalls: 1, guardCalls: 0 });
    });

    test('a node that stays behind fails the deployment in time, and the reason names it', () => {
      const { reason, seconds } = deployment('flip', 'flip, one node stays behind');

      expect(reason).toMatch(/cachestack-\S+-0003-002 is still at 127\.0\.0\.1 in 6 of 6 views/);
      expect(reason).toMatch(/write to the log group CacheStack-ElastiCacheGatesLogGroup/);
      expect(seconds).toBeLessThan(120);
    });

    test('the rollback sends the gate an update of its own, which does not block it', () => {
      expect(deployment('flip', 'flip, one node stays behind').gateCalls).toBe(2);
      expect(run.log('flip')).toContain('"outcome":"NOT_JUDGED"');
    });
  });

  describe('the naive edit', () => {
    test.each([
      ['create, and fill with data', 'CREATE_COMPLETE'],
      ['cdk diff of the naive edit', 'CREATE_COMPLETE'],
      ['naive edit of the group', 'UPDATE_ROLLBACK_COMPLETE'],
      ['naive edit of the raw group', 'UPDATE_ROLLBACK_COMPLETE'],
      ['the same, allowed', 'UPDATE_COMPLETE'],
      ['another one, still allowed', 'UPDATE_ROLLBACK_COMPLETE'],
      ['destroy', 'DELETE_COMPLETE'],
    ])('"%s" ends with %s', (name, status) => {
      expect(deployment('guard', name)).toMatchObject({ status });
    });

    test('is refused for every kind of cache, with every key of every node as before', () => {
      const keys = isReal ? 500 : 0;

      expect(run.report.refusals).toMatchObject([
        { stack: 'GuardedCacheStack', nodes: 2, keys },
        { stack: 'GuardedRawGroupStack', nodes: 2, keys },
        { stack: 'GuardedCacheStack', nodes: 2, keys: 0 },
        { stack: 'ServerlessCacheStack', nodes: 1, keys },
      ]);
      expect(new Set(run.report.refusals.map(({ cacheId }) => cacheId)).size).toBe(4);
    });

    test('is refused with the text that README and chapter show', () => {
      const [ofGroup, ofRawGroup] = run.report.refusals.map(({ message }) => shapeOfRefusal(message));

      expect(ofGroup).toBe(shapeOfRefusal(documentedRefusal()));
      expect(ofRawGroup).toBe(shapeOfRefusal(documentedRefusal()));
      expect(shapeOfRefusal(run.report.refusals.at(-1)?.message ?? '')).toBe(shapeOfRefusal(documentedServerlessRefusal()));
    });

    test('of a serverless cache leaves every key in a last snapshot once it is allowed', () => {
      const statuses = run.report.deployments.filter(({ scenario }) => scenario === 'serverless-cache').map(({ status }) => status);

      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(deployment('serverless-cache', 'allowed, under another name').proven).toContain(isReal ? 'its 500 keys' : 'it was empty');
    });

    test('calls the guard, and once more while it is rolled back', () => {
      expect(deployment('guard', 'naive edit of the group')).toMatchObject({ guardCalls: 2, gateCalls: 0 });
      expect(deployment('guard', 'the same, allowed').guardCalls).toBe(2);
    });
  });

  describe('the flip of a cluster with TLS and IAM', () => {
    test.each([
      ['create', 'CREATE_COMPLETE'],
      ['flip, a node does not listen', 'UPDATE_ROLLBACK_COMPLETE'],
      ['flip, the node comes to listen', 'UPDATE_COMPLETE'],
      ['destroy', 'DELETE_COMPLETE'],
    ])('"%s" ends with %s', (name, status) => {
      expect(deployment('iam-flip', name)).toMatchObject({ status });
    });

    test('asks nobody on the first creation, where the gate after it logs in to every node', () => {
      expect(deployment('iam-flip', 'create').proven).toMatch(/propagation gate OPEN \(ANSWERED\), 2 x reachability gate NO_GROUP/);
    });

    test('fails before the group is touched if a node does not listen on the new family, and names it', () => {
      const { reason, proven, seconds } = deployment('iam-flip', 'flip, a node does not listen');

      expect(reason).toMatch(/iamflipstack-\S+-0002-002 \(RESOLVED, not CONNECTED\): nothing listens there/);
      expect(proven).toMatch(/4 nodes untouched$/);
      expect(seconds).toBeLessThan(120);
    });

    test('goes on when the node listens, and only then changes the group', () => {
      expect(deployment('iam-flip', 'flip, the node comes to listen').proven).toMatch(/^held until \S+-0002-002 listened on ipv6, opened \d+ ms later: only then the group was flipped$/);
    });
  });

  describe('the condition gate', () => {
    test.each([
      ['create', 'CREATE_COMPLETE', /condition gate MET/],
      ['release, the window opens soon', 'UPDATE_COMPLETE', /^held [\d.]+ s, until the function said so$/],
      ['release, the window opens too late', 'UPDATE_ROLLBACK_COMPLETE', /^refused: the window opens at 2099-/],
      ['destroy', 'DELETE_COMPLETE', /^$/],
    ])('"%s" ends with %s', (name, status, proven) => {
      expect(deployment('condition-gate', name)).toMatchObject({ status, proven: expect.stringMatching(proven) as string });
    });
  });

  test('the gate of a group without cluster mode logs in to its nodes and endpoints with the AUTH token', () => {
    expect(deployment('cluster-mode-disabled', 'deploy').proven).toMatch(/propagation gate OPEN \(ANSWERED\)/);
  });

  test('every example is made and removed, or is said not to be', () => {
    const { deployments, notDeployed } = run.report;
    // those with scenarios of their own have tests of their own
    const others = exampleScenarios().map(({ name }) => name);

    expect(others.length).toBeGreaterThan(0);
    for (const name of others) {
      expect(deployments.filter(({ scenario }) => scenario === name).map(({ status }) => status)).toEqual(['CREATE_COMPLETE', 'DELETE_COMPLETE']);
    }
    expect(notDeployed).toEqual(examplesNotYet());
  });

  test('no pre-signed URL is in any log', () => {
    const scenarios = [...new Set(run.report.deployments.map(({ scenario }) => scenario))];
    for (const scenario of scenarios) {
      const lines = run.log(scenario).split('\n').map((line) => ({ at: 0, source: scenario, line }));

      expect(lines.length).toBeGreaterThan(100);
      expect(findSecrets(lines, [{ kind: 'signature', value: 'X-Amz-Signature' }])).toEqual([]);
    }
  });

  test('prints plain lines where there is no terminal', () => {
    expect(run.output).not.toContain('\x1B[');
    expect(run.output).toMatch(/announces ::1/);
    expect(run.output).toMatch(/shows all 6 nodes on ipv6 \(6 of 6 views complete\)/);
    expect(run.output).toMatch(/what the CDK CLI says of the naive edit of GuardedCacheStack/);
  });

  test('leaves no file behind', () => {
    expect(leftIn(run.temporary)).toEqual([]);
  });
});
