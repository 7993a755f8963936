import { deploymentDeviations, deviations, type DeploymentFacts } from '../../../rehearsal/scenario/deviations';
import { CREATES, type PlannedDeployment, ROLLS_BACK, UPDATES } from '../../../rehearsal/scenario/planned-deployment';
import { type DeploymentReport } from '../../../rehearsal/scenario/report';
import { type Scenario } from '../../../rehearsal/scenario/scenario';

const planned = (name: string, expected = UPDATES): PlannedDeployment => ({ name, command: 'deploy', stacks: [], expected });
const scenario: Scenario = {
  name: 'flip',
  title: 'a flip',
  example: 'cluster-mode-flip',
  deployments: [planned('create', CREATES), planned('again', { ...UPDATES, changes: false }), planned('fail', ROLLS_BACK)],
};

function facts(name: string, report: Partial<DeploymentReport> = {}, more: Partial<DeploymentFacts> = {}): DeploymentFacts {
  const found = scenario.deployments.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no deployment ${name}`);
  const { expected } = found;
  return {
    planned: found,
    report: { scenario: 'flip', name, status: expected.status, seconds: 10, changes: expected.changes, gateCalls: 0, guardCalls: 0, proven: '', ...report },
    exitCode: expected.succeeds ? 0 : 1,
    testimony: { deviations: [], remark: '' },
    ...more,
  };
}
const clean = { scenario, deployments: scenario.deployments.map(({ name }) => facts(name)), unknownOperations: [], leakedSecrets: [] };

describe('deviations', () => {
  test('none when everything went as planned', () => {
    expect(deviations(clean)).toEqual([]);
  });

  test('a deployment that was not reached', () => {
    expect(deviations({ ...clean, deployments: clean.deployments.slice(0, -1) })).toEqual(['flip: "fail" was not reached']);
  });

  test('operations that the offline AWS does not know, each once', () => {
    expect(deviations({ ...clean, unknownOperations: ['ec2:DescribeVpcs', 'ec2:DescribeVpcs'] })).toEqual([
      'flip: ec2:DescribeVpcs was called, which the offline AWS does not know',
    ]);
  });

  test('leaked secrets', () => {
    expect(deviations({ ...clean, leakedSecrets: ['a response URL is in the log of x'] })).toEqual(['flip: a response URL is in the log of x']);
  });
});

describe('deploymentDeviations', () => {
  test.each<[string, DeploymentFacts, string]>([
    ['a wrong status', facts('create', { status: 'ROLLBACK_COMPLETE', reason: 'denied' }), 'the stack is ROLLBACK_COMPLETE instead of CREATE_COMPLETE (denied)'],
    ['two stacks that differ', facts('create', { status: 'CREATE_COMPLETE, ROLLBACK_COMPLETE' }), 'the stack is CREATE_COMPLETE, ROLLBACK_COMPLETE instead of CREATE_COMPLETE'],
    ['a CLI that failed', facts('create', {}, { exitCode: 1 }), 'the CDK CLI ended with exit code 1, expected 0'],
    ['a failure that did not come', facts('fail', {}, { exitCode: 0 }), 'the CDK CLI ended with exit code 0, expected a failure'],
    ['changes where none were due', facts('again', { changes: true }), 'there were changes, expected none'],
    ['no changes where some were due', facts('create', { changes: false }), 'there were no changes, expected some'],
    ['what its proof found', facts('create', {}, { testimony: { deviations: ['the gate slept'], remark: '' } }), 'the gate slept'],
  ])('%s', (_, found, sentence) => {
    expect(deploymentDeviations(found)).toEqual([`"${found.planned.name}": ${sentence}`]);
  });
});
