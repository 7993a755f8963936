import { beginGate } from '../../../lambda/gate/begin-gate';
import { type GateEvent } from '../../../lambda/gate/gate-event';
import { PropagationGate } from '../../../lambda/gate/propagation/propagation-gate';
import { awsError, FakeServices, onEventOf, PROPERTIES, RESPONSE_URL, STARTED } from './fake-services';

const onEvent = (event: GateEvent, services: FakeServices) => beginGate(new PropagationGate(services), event, services);

describe('beginGate', () => {
  test('Create sets the deadline and hands on what is known', async () => {
    const services = new FakeServices();
    expect(await onEvent(onEventOf(), services)).toEqual({
      PhysicalResourceId: 'propagation-gate/1b2c3d4e/Gate',
      NextStep: 'isComplete',
      Data: {
        ReplicationGroupId: 'cache',
        TargetFamily: 'ipv6',
        ConfigurationEndpointAddress: 'clustercfg.cache.example',
        ConfigurationEndpointPort: '6379',
        NodesTotal: '2',
        SecondsWaited: '0',
        Evidence: '',
        Outcome: 'NOT_JUDGED',
        StartedAtMillis: String(STARTED),
        DeadlineAtMillis: String(STARTED + 1_800_000),
      },
    });
    expect(services.calls).toEqual(['DescribeReplicationGroups cache']);
  });

  test('Update keeps the id', async () => {
    const { PhysicalResourceId } = await onEvent(onEventOf({ RequestType: 'Update', PhysicalResourceId: 'first' }), new FakeServices());
    expect(PhysicalResourceId).toBe('first');
  });

  test('Delete answers at once, asks nobody and does not even read the properties', async () => {
    const services = new FakeServices();
    const event = onEventOf({ RequestType: 'Delete', PhysicalResourceId: 'Shop-Gate-INVENTED', ResourceProperties: {} });
    expect(await onEvent(event, services)).toEqual({ PhysicalResourceId: 'Shop-Gate-INVENTED', NextStep: 'isComplete' });
    expect(services.calls).toEqual([]);
  });

  test.each([awsError('ThrottlingException'), awsError('AccessDenied'), awsError('ReplicationGroupNotFoundFault')])(
    'trouble with the API is left to isComplete: $name',
    async (trouble) => {
      const services = new FakeServices();
      services.group = trouble;
      const { Data } = await onEvent(onEventOf(), services);
      expect(Data).toMatchObject({ ReplicationGroupId: 'cache', ConfigurationEndpointAddress: '', ConfigurationEndpointPort: '', NodesTotal: '' });
      expect(services.lines.join()).toContain(trouble.name);
    },
  );

  test('all wrong properties are named, with what is allowed', async () => {
    const ResourceProperties = { ...PROPERTIES, TargetFamily: 'ipv5', TimeoutSeconds: '0', PollIntervalMillis: 100, ProbeFunctionArn: '', ReplicationGroupId: undefined };
    await expect(onEvent(onEventOf({ ResourceProperties }), new FakeServices())).rejects.toThrow(
      'the propagation gate can not start: ReplicationGroupId is missing: must be the id of a replication group; ' +
        'TargetFamily is "ipv5": must be "ipv4" or "ipv6"; ' +
        'ProbeFunctionArn is "": must be the ARN of the function that asks the nodes; ' +
        'TimeoutSeconds is "0": must be a whole number of seconds, at least 1; ' +
        'PollIntervalMillis is 100: must be a whole number of milliseconds, at least 1',
    );
  });

  test.each(['UPDATE_ROLLBACK_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE', undefined, awsError('Throttling')])(
    'where it would block a rollback, or might, nothing fails: %s',
    async (status) => {
      const services = new FakeServices();
      services.status = [status];
      services.group = awsError('AccessDenied');
      const { Data } = await onEvent(onEventOf({ RequestType: 'Update', PhysicalResourceId: 'first', ResourceProperties: {} }), services);
      expect(Data).toMatchObject({ ReplicationGroupId: '', TargetFamily: 'ipv4', Outcome: 'NOT_JUDGED' });
    },
  );

  test('no line holds the pre-signed address', async () => {
    const services = new FakeServices();
    services.group = awsError('AccessDenied');
    services.status = ['UPDATE_ROLLBACK_IN_PROGRESS'];
    await onEvent(onEventOf(), services);
    await onEvent(onEventOf({ ResourceProperties: {} }), services);
    expect(services.lines).toHaveLength(2);
    expect(services.lines.join()).not.toContain(RESPONSE_URL);
    expect(services.lines.join()).not.toContain('top-secret');
  });
});
