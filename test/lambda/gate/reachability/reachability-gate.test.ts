import { beginGate } from '../../../../lambda/gate/begin-gate';
import { type IsCompleteEvent } from '../../../../lambda/gate/gate-event';
import { ReachabilityGate } from '../../../../lambda/gate/reachability/reachability-gate';
import { runGate } from '../../../../lambda/gate/run-gate';
import { awsError, FakeServices, GROUP, isCompleteOf, onEventOf, PROPERTIES, STACK_ID, STARTED, WAITING } from '../fake-services';

const MINUTE = 60_000;
const { ReplicationGroupId, ...WAIT } = PROPERTIES;
/** A gate on a group of its own stack. */
const OWN = { ...WAIT, GroupLogicalId: 'Cache', NetworkType: 'dual_stack' };
/** A gate on a group that something else made. */
const NAMED = { ...WAIT, ReplicationGroupId };
const TYPE = { ResourceType: 'Custom::ElastiCacheReachabilityGate' };

let services: FakeServices;
beforeEach(() => {
  services = new FakeServices();
  services.group = { ...GROUP, ipDiscovery: 'ipv4' };
});

const look = (ResourceProperties: object = OWN, fields: Partial<IsCompleteEvent> = {}) =>
  runGate(new ReachabilityGate(services), isCompleteOf({ ...TYPE, ResourceProperties: { ...ResourceProperties }, ...fields }), services);
const passes = (Outcome: string, more: object = {}) => ({
  IsComplete: true,
  Data: { ReplicationGroupId: '', TargetFamily: 'ipv6', NodesTotal: '', SecondsWaited: '0', Evidence: '', Outcome, ...more },
});

describe('ReachabilityGate', () => {
  test('asks every node of the live group, and its names, while clients still use the other family', async () => {
    services.clock = STARTED + 3000;
    expect(await look()).toEqual(passes('OPEN', { ReplicationGroupId: 'cache', NodesTotal: '2', SecondsWaited: '3', Evidence: 'ANSWERED' }));
    expect(services.calls).toEqual([
      `DescribeStacks ${STACK_ID}`,
      `DescribeStackResource ${STACK_ID} Cache`,
      'DescribeReplicationGroups cache',
      'DescribeReplicationGroups cache',
      'DescribeCacheClusters cache-0001-001',
      'DescribeCacheClusters cache-0002-001',
      `Invoke ${PROPERTIES.ProbeFunctionArn}`,
    ]);
    expect(services.requests[0]).toMatchObject({ purpose: 'reachability', targetFamily: 'ipv6', requiredEvidence: 'ANSWERED', replicationGroupId: 'cache' });
    expect(services.requests[0]?.members.map(({ id }) => id)).toEqual(['cache-0001-001', 'cache-0002-001', 'configuration endpoint']);
  });

  test('waits for a node that can not be reached, and fails at its deadline with the reason and a word of comfort, and none on IpDiscovery', async () => {
    services.verdict = WAITING;
    expect(await look()).toEqual({ IsComplete: false });
    services.clock = STARTED + 30 * MINUTE;
    await expect(look()).rejects.toMatchObject({ name: 'ReachabilityGateError', message: /^1 of 2 nodes is not proven to be on ipv6 after 30 min 0 s\ncache-0002-001: .*\ncheck IpDiscovery\nthe replication group was not changed: its clients go on as before$/s });
  });

  test('says nothing of the kind about a group that something else may have changed', async () => {
    services.verdict = WAITING;
    services.clock = STARTED + 30 * MINUTE;
    await expect(look(NAMED)).rejects.toMatchObject({ message: /\ncheck IpDiscovery$/ });
  });

  test('fails at once where no waiting helps', async () => {
    services.group = { ...GROUP, networkType: 'ipv4' };
    await expect(look({ ...OWN, NetworkType: 'ipv4' })).rejects.toThrow(/refused \(NetworkTypeCanNotServe\): .*\nthe replication group was not changed/);
  });

  test('less evidence and credentials are for it as for the propagation gate', async () => {
    services.group = { ...GROUP, transitEncryption: 'required', authentication: 'users' };
    await look({ ...OWN, Credentials: { Kind: 'IAM', UserId: 'probe' } });
    await look({ ...OWN, MinimumEvidence: 'CONNECTED' });
    expect(services.requests.map(({ requiredEvidence }) => requiredEvidence)).toEqual(['ANSWERED', 'CONNECTED']);
  });
});

describe('ReachabilityGate, with nothing to do', () => {
  test('a stack that is made for the first time has no group: nobody is asked', async () => {
    services.status = ['CREATE_IN_PROGRESS'];
    services.id = awsError('AccessDenied');
    expect(await look()).toEqual(passes('NO_GROUP'));
    expect(services.calls).toEqual([`DescribeStacks ${STACK_ID}`]);
    expect(services.lines.join()).toContain('the stack is being made');
  });

  test.each<[string, Partial<FakeServices>]>([
    ['the stack has no such group yet', { id: undefined }],
    ['somebody deleted the group', { group: awsError('ReplicationGroupNotFoundFault') }],
    ['the group is being deleted', { group: { ...GROUP, status: 'deleting' } }],
    ['the group was never made', { group: { ...GROUP, status: 'create-failed' } }],
  ])('%s', async (_, fields) => {
    Object.assign(services, fields);
    expect(await look()).toEqual(passes('NO_GROUP'));
    expect(services.requests).toEqual([]);
  });

  test('a group that is about to be replaced, as somebody allowed, has nodes of which none will be there', async () => {
    services.group = { ...GROUP, networkType: 'ipv4' };
    expect(await look()).toEqual(passes('GROUP_WILL_BE_REPLACED'));
    expect(services.lines.join()).toContain('that of the next group \\"dual_stack\\"');
  });

  test('what the API or the template does not say replaces nothing', async () => {
    services.group = { ...GROUP, networkType: undefined };
    expect(await look()).toMatchObject({ Data: { Outcome: 'OPEN' } });
    services.group = GROUP;
    expect(await look({ ...OWN, NetworkType: undefined })).toMatchObject({ Data: { Outcome: 'OPEN' } });
  });

  test('an update that changes how it asks, but not what for, asks nobody', async () => {
    const before = { ...OWN, TimeoutSeconds: '60', ProbeFunctionArn: 'arn:old' };
    expect(await look(OWN, { RequestType: 'Update', OldResourceProperties: before })).toEqual(passes('UNCHANGED'));
    expect(services.calls).toEqual([`DescribeStacks ${STACK_ID}`]);
  });

  test.each([{ TargetFamily: 'ipv4' }, { ChangeToken: 'b' }, { GroupLogicalId: 'Other' }])('but one that changes %j asks', async (change) => {
    expect(await look(OWN, { RequestType: 'Update', OldResourceProperties: { ...OWN, ...change } })).toMatchObject({ Data: { Outcome: 'OPEN' } });
  });

  test('a rollback and a deletion', async () => {
    services.status = ['UPDATE_ROLLBACK_IN_PROGRESS'];
    services.clock = STARTED + 7000;
    expect(await look()).toEqual(passes('NOT_JUDGED', { SecondsWaited: '7' }));
    expect(await look(OWN, { RequestType: 'Delete' })).toEqual({ IsComplete: true });
    expect(services.requests).toEqual([]);
  });
});

describe('ReachabilityGate on a group that the stack does not define', () => {
  test('asks the group that is named, also in a stack that is made', async () => {
    services.status = ['CREATE_IN_PROGRESS'];
    expect(await look(NAMED)).toMatchObject({ Data: { Outcome: 'OPEN', ReplicationGroupId: 'cache' } });
    expect(services.calls.join()).not.toContain('DescribeStackResource');
  });

  test('fails if it is not there', async () => {
    services.group = awsError('ReplicationGroupNotFoundFault');
    expect(await look(NAMED)).toEqual({ IsComplete: false });
    services.clock = STARTED + 3 * MINUTE;
    await expect(look(NAMED)).rejects.toThrow('can not describe the replication group "cache": ReplicationGroupNotFoundFault');
  });
});

describe('ReachabilityGate: trouble', () => {
  test.each([awsError('Throttling'), awsError('AccessDenied')])('finding the group is waited out, and is the reason at the deadline: $name', async (trouble) => {
    services.id = trouble;
    expect(await look()).toEqual({ IsComplete: false });
    services.clock = STARTED + 30 * MINUTE;
    await expect(look()).rejects.toThrow(`can not find the replication group: ${trouble.name}`);
  });

  test('properties of another kind can not start', async () => {
    await expect(look({ ...WAIT, TargetFamily: 'both' })).rejects.toThrow(
      'the reachability gate can not start: ReplicationGroupId is missing: must be the id of a replication group; TargetFamily is "both"',
    );
    await expect(look({ ...OWN, GroupLogicalId: '' })).rejects.toThrow('GroupLogicalId is ""');
  });

  test('the beginning notes the deadline and asks nobody', async () => {
    const event = onEventOf({ ...TYPE, ResourceProperties: OWN });
    expect(await beginGate(new ReachabilityGate(services), event, services)).toMatchObject({
      PhysicalResourceId: 'reachability-gate/1b2c3d4e/Gate',
      Data: { Outcome: 'NOT_JUDGED', DeadlineAtMillis: String(STARTED + 30 * MINUTE) },
    });
    expect(services.calls).toEqual([]);
  });
});
