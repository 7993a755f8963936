import { deploymentDeviations, deviations, type DeploymentFacts } from '../../../rehearsal/scenario/deviations';
import { PLAN, type PlannedDeployment } from '../../../rehearsal/scenario/plan';
import { type DeploymentReport, type FlipReport } from '../../../rehearsal/scenario/report';

const planned = (name: string): PlannedDeployment => PLAN.find((deployment) => deployment.name === name) ?? fail(name);
function fail(name: string): never {
  throw new Error(`no deployment ${name}`);
}

const flip: FlipReport = {
  nodes: 6,
  updateCompleteAt: 1000,
  lastViewCompleteAt: 8000,
  lastViewUncertaintyMs: 15,
  gateOpenedAt: 8050,
  openedAfterMs: 50,
  sweeps: 3,
  oneNodeCheckEarlyByMs: 900,
};

function facts(name: string, report: Partial<DeploymentReport> = {}, more: Partial<DeploymentFacts> = {}): DeploymentFacts {
  const { expected, moves } = planned(name);
  return {
    planned: planned(name),
    report: { name, status: expected.status, seconds: 10, changes: expected.callsGate, gateCalls: expected.callsGate ? 2 : 0, ...report },
    exitCode: expected.succeeds ? 0 : 1,
    ...(moves ? { flip } : {}),
    ...more,
  };
}
const behind = (reason?: string): DeploymentFacts =>
  facts('flip, one node stays behind', reason === undefined ? {} : { reason }, { nodeBehind: 'cache-0002-002', members: ['cache-0001-001', 'cache-0002-002'] });
const asPlanned = PLAN.map(({ name }) => (name.startsWith('flip,') ? behind('cache-0002-002 announces 127.0.0.1') : facts(name)));
const clean = { plan: PLAN, deployments: asPlanned, unknownOperations: [], leakedSecrets: [] };

describe('deviations', () => {
  test('none when everything went as planned', () => {
    expect(deviations(clean)).toEqual([]);
  });

  test('a deployment that was not reached', () => {
    expect(deviations({ ...clean, deployments: asPlanned.slice(0, -1) })).toEqual(['"destroy" was not reached']);
  });

  test('operations that the offline AWS does not know, each once', () => {
    expect(deviations({ ...clean, unknownOperations: ['ec2:DescribeVpcs', 'ec2:DescribeVpcs'] })).toEqual([
      'ec2:DescribeVpcs was called, which the offline AWS does not know',
    ]);
  });

  test('leaked secrets', () => {
    expect(deviations({ ...clean, leakedSecrets: ['a response URL is in the log of x'] })).toEqual(['a response URL is in the log of x']);
  });
});

describe('deploymentDeviations', () => {
  test.each<[string, DeploymentFacts, string]>([
    ['a wrong status', facts('create', { status: 'ROLLBACK_COMPLETE', reason: 'denied' }), 'the stack is ROLLBACK_COMPLETE instead of CREATE_COMPLETE (denied)'],
    ['a CLI that failed', facts('create', {}, { exitCode: 1 }), 'the CDK CLI ended with exit code 1, expected 0'],
    ['a failure that did not come', { ...behind('cache-0002-002 lags'), exitCode: 0 }, 'the CDK CLI ended with exit code 0, expected a failure'],
    ['changes where none were due', facts('deploy again, unchanged', { changes: true }), 'there were changes, expected none'],
    ['no changes where some were due', facts('create', { changes: false }), 'there were no changes, expected some'],
    ['a gate that was called without need', facts('deploy again, unchanged', { gateCalls: 1 }), 'the gate was called 1 times, expected not at all'],
    ['a gate that was not called', facts('create', { gateCalls: 0 }), 'the gate was called 0 times, expected at least once'],
    ['an early opening', facts('flip to ipv6', {}, { flip: { ...flip, openedAfterMs: -5 } }), "the gate opened 5 ms before every node's view was complete"],
    [
      'a flip that was over before it could be held',
      facts('flip to ipv6', {}, { flip: { ...flip, lastViewCompleteAt: 1000 } }),
      'every view was complete before CloudFormation called the update complete: the gate had nothing to hold',
    ],
    [
      'a reason that names another node',
      behind('cache-0001-001 announces 127.0.0.1'),
      'the reason does not name the node cache-0002-002 that stayed behind: cache-0001-001 announces 127.0.0.1',
    ],
    [
      'a reason that names another node more often',
      behind('cache-0001-001 and cache-0002-002 lag: cache-0001-001 announces 127.0.0.1'),
      'the reason does not name the node cache-0002-002 that stayed behind: cache-0001-001 and cache-0002-002 lag: cache-0001-001 announces 127.0.0.1',
    ],
    ['no reason', behind(), 'the reason does not name the node cache-0002-002 that stayed behind: no reason'],
  ])('%s', (_, found, sentence) => {
    expect(deploymentDeviations(found)).toEqual([`"${found.planned.name}": ${sentence}`]);
  });

  test('a gate that never opened', () => {
    expect(deploymentDeviations(facts('flip back to ipv4', {}, { flip: undefined }))).toEqual(['"flip back to ipv4": the gate did not open, or some view never became complete']);
  });
});
