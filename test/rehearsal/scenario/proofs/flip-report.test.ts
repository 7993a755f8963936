import { type ProbeResult } from '../../../../lambda/probe/probe-result';
import { type CustomResourceAnswered } from '../../../../rehearsal/cloudformation/custom-resource-events';
import { type StackEvent } from '../../../../rehearsal/cloudformation/stack';
import { DeploymentJournal } from '../../../../rehearsal/scenario/deployment-journal';
import { flipReport } from '../../../../rehearsal/scenario/proofs/flip-report';

const event = (overrides: Partial<StackEvent>): StackEvent => ({
  eventId: 'e',
  stackId: 's',
  stackName: 'CacheStack',
  logicalId: 'Cache',
  physicalId: 'cache',
  resourceType: 'AWS::ElastiCache::ReplicationGroup',
  status: 'UPDATE_COMPLETE',
  at: new Date(1000),
  ...overrides,
});
const probed = (kind: 'open' | 'waiting', decidedAtMillis: number, sweeps: number): ProbeResult => ({ verdict: { kind, members: [] }, decidedAtMillis, sweeps });

function journalOf(...results: readonly ProbeResult[]): DeploymentJournal {
  const journal = new DeploymentJournal();
  journal.onStackEvent(event({}));
  journal.onProbeResults(results);
  return journal;
}
const views = [
  { memberId: 'a', incompleteUntil: 7000, completeFrom: 7015 },
  { memberId: 'b', incompleteUntil: 8000, completeFrom: 8020 },
];

describe('flipReport', () => {
  test('sets the gate against the view that was seen incomplete last', () => {
    expect(flipReport(journalOf(probed('waiting', 6000, 2), probed('open', 8060, 3)), views, 7100)).toEqual({
      nodes: 2,
      updateCompleteAt: 1000,
      lastViewCompleteAt: 8000,
      lastViewUncertaintyMs: 20,
      gateOpenedAt: 8060,
      openedAfterMs: 60,
      sweeps: 5,
      oneNodeCheckEarlyByMs: 900,
    });
  });

  test('a gate that opens while a view is still seen incomplete is early', () => {
    expect(flipReport(journalOf(probed('open', 7990, 1)), views, 7100)?.openedAfterMs).toBe(-10);
  });

  test('counts the first opening: a later one can not hide it', () => {
    expect(flipReport(journalOf(probed('open', 7500, 1), probed('open', 8100, 1)), views, 7100)?.gateOpenedAt).toBe(7500);
  });

  test.each([
    ['the gate never opened', journalOf(probed('waiting', 9000, 4)), views],
    ['a view never became complete', journalOf(probed('open', 8060, 3)), [...views, { memberId: 'c', incompleteUntil: 6000, completeFrom: undefined }]],
    ['CloudFormation never called the update complete', new DeploymentJournal(), views],
  ])('nothing if %s', (_, journal, seen) => {
    expect(flipReport(journal, seen, 7100)).toBeUndefined();
  });

  test('a one-node check that was never satisfied is not early', () => {
    expect(flipReport(journalOf(probed('open', 8060, 3)), views, undefined)?.oneNodeCheckEarlyByMs).toBe(-60);
  });
});

describe('DeploymentJournal', () => {
  test('tells once when the update of the replication group is complete', () => {
    const journal = new DeploymentJournal();
    const told = jest.fn();
    journal.onceUpdateComplete(told);
    journal.onStackEvent(event({ resourceType: 'AWS::EC2::VPC' }));
    journal.onStackEvent(event({ at: new Date(2000) }));
    journal.onStackEvent(event({ at: new Date(3000) }));

    expect(told).toHaveBeenCalledTimes(1);
    expect(journal.updateCompleteAt).toBe(2000);
    expect(journal.latest).toBe('UPDATE_COMPLETE  Cache  AWS::ElastiCache::ReplicationGroup');
  });

  test('keeps the reason that came first, not what CloudFormation cancelled because of it nor what the stack repeats', () => {
    const journal = new DeploymentJournal();
    journal.onStackEvent(event({ status: 'UPDATE_FAILED', reason: 'Resource update cancelled' }));
    journal.onStackEvent(event({ status: 'UPDATE_FAILED', reason: 'cache-0001-001 lags' }));
    journal.onStackEvent(event({ status: 'UPDATE_FAILED', reason: 'something later' }));
    journal.onStackEvent(event({ resourceType: 'AWS::CloudFormation::Stack', status: 'UPDATE_FAILED', reason: 'of the stack' }));

    expect(journal.reason).toBe('cache-0001-001 lags');
  });

  test('counts the calls of gates and guards, and of no other custom resource', () => {
    const journal = new DeploymentJournal();
    journal.onCustomResource('Custom::ElastiCachePropagationGate');
    journal.onCustomResource('Custom::ElastiCacheReplacementGuard');
    journal.onCustomResource('Custom::ElastiCacheReplacementGuard');
    journal.onCustomResource('Custom::Other');

    expect([journal.gateCalls, journal.guardCalls]).toEqual([1, 2]);
  });

  test('keeps what gates and guards found, of creations and updates that succeeded', () => {
    const journal = new DeploymentJournal();
    const answered = (ResourceType: string, RequestType: 'Create' | 'Delete', outcome: 'SUCCESS' | 'FAILED', data: Readonly<Record<string, unknown>>): CustomResourceAnswered => ({
      stackName: 'CacheStack',
      request: { RequestType, ResourceType, ServiceToken: '', StackId: '', RequestId: '', LogicalResourceId: '', ResourceProperties: {} },
      at: new Date(0),
      answeredAt: new Date(0),
      millis: 0,
      reason: '',
      outcome,
      data,
    });
    journal.onCustomResourceAnswer(answered('Custom::ElastiCacheReplacementGuard', 'Create', 'SUCCESS', { Outcome: 'NO_GROUP' }));
    journal.onCustomResourceAnswer(answered('Custom::ElastiCachePropagationGate', 'Create', 'FAILED', { Outcome: 'OPEN' }));
    journal.onCustomResourceAnswer(answered('Custom::ElastiCachePropagationGate', 'Delete', 'SUCCESS', { Outcome: 'OPEN' }));
    journal.onCustomResourceAnswer(answered('Custom::Other', 'Create', 'SUCCESS', {}));

    expect(journal.answers).toEqual(['replacement guard NO_GROUP']);
  });
});
