import { GateError } from '../../../../lambda/gate/gate-error';
import { type CacheGroup } from '../../../../lambda/gate/nodes/cache-group';
import { PropagationGate } from '../../../../lambda/gate/propagation/propagation-gate';
import { runGate } from '../../../../lambda/gate/run-gate';
import { type RefusalCode } from '../../../../lambda/topology/verdict';
import { awsError, FakeServices, GROUP, isCompleteOf, OPEN, PROPERTIES, STACK_ID, STARTED, WAITING } from '../fake-services';

const MINUTE = 60_000;
let services: FakeServices;
beforeEach(() => {
  services = new FakeServices();
});

const look = (fields = {}) => runGate(new PropagationGate(services), isCompleteOf(fields), services);

describe('PropagationGate', () => {
  test('Delete is complete at once and asks nobody', async () => {
    expect(await look({ RequestType: 'Delete', ResourceProperties: {} })).toEqual({ IsComplete: true });
    expect(services.calls).toEqual([]);
  });

  test('open: complete, with all attributes', async () => {
    services.clock = STARTED + 90_000;
    services.probeMillis = 12_400;
    expect(await look()).toEqual({
      IsComplete: true,
      Data: {
        ReplicationGroupId: 'cache',
        TargetFamily: 'ipv6',
        ConfigurationEndpointAddress: 'clustercfg.cache.example',
        ConfigurationEndpointPort: '6379',
        NodesTotal: '2',
        SecondsWaited: '102',
        Evidence: 'ANSWERED',
        Outcome: 'OPEN',
      },
    });
    expect(services.calls).toEqual([
      `DescribeStacks ${STACK_ID}`,
      'DescribeReplicationGroups cache',
      'DescribeCacheClusters cache-0001-001',
      'DescribeCacheClusters cache-0002-001',
      `Invoke ${PROPERTIES.ProbeFunctionArn}`,
    ]);
  });

  test('the probe is told everything it needs', async () => {
    await look();
    expect(services.requests).toEqual([
      {
        members: [
          { id: 'cache-0001-001', host: 'cache-0001-001.example', port: 6379 },
          { id: 'cache-0002-001', host: 'cache-0002-001.example', port: 6379 },
        ],
        targetFamily: 'ipv6',
        budgetMillis: 45_000,
        pollIntervalMillis: 100,
        startedAtMillis: STARTED,
        replicationGroupId: 'cache',
        purpose: 'propagation',
        clusterMode: true,
        tls: false,
        requiredEvidence: 'ANSWERED',
      },
    ]);
  });

  test.each([
    [20 * MINUTE, 45_000],
    [30 * MINUTE - 20_000, 20_000],
    [30 * MINUTE - 500, 3000],
    [31 * MINUTE, 3000],
  ])('after %d ms the probe may look for %d ms', async (waited, budget) => {
    services.clock = STARTED + waited;
    await look();
    expect(services.requests[0]?.budgetMillis).toBe(budget);
  });

  test('waiting: not complete, and no Data, which the framework would refuse', async () => {
    services.verdict = WAITING;
    expect(await look()).toEqual({ IsComplete: false });
    expect(services.lines.join()).toContain('cache-0001-001 at 10.0.0.7');
  });

  test('at its own deadline it fails with who lags, why, for how long, and what to check', async () => {
    services.verdict = WAITING;
    services.clock = STARTED + 30 * MINUTE - 10_000;
    services.probeMillis = 10_000;
    await expect(look()).rejects.toThrow(GateError);
    services.clock = STARTED + 30 * MINUTE - 10_000;
    await expect(look()).rejects.toThrow(
      /^1 of 2 nodes is not proven to be on ipv6 after 30 min 0 s\ncache-0002-001: shows 1 of 2 nodes off ipv6: cache-0001-001 at 10\.0\.0\.7\ncheck IpDiscovery$/,
    );
  });

  test('what the API itself says of the wait is added', async () => {
    services.verdict = WAITING;
    services.group = { ...GROUP, status: 'modifying', ipDiscovery: 'ipv4' };
    services.clock = STARTED + 30 * MINUTE;
    await expect(look()).rejects.toThrow(/status of the replication group is "modifying"\nits IpDiscovery is "ipv4": set it to "ipv6"$/);
  });

  test.each(['creating', 'modifying'])('a group that is %s is probed, but not opened', async (status) => {
    services.group = { ...GROUP, status };
    expect(await look()).toEqual({ IsComplete: false });
    expect(services.requests).toHaveLength(1);
  });

  test('a group that takes a snapshot is final', async () => {
    services.group = { ...GROUP, status: 'snapshotting' };
    expect(await look()).toMatchObject({ IsComplete: true });
  });

  test.each<[string, Partial<CacheGroup>]>([
    ['NetworkTypeCanNotServe', { networkType: 'ipv4' }],
    ['GroupIsGoing', { status: 'deleting' }],
    ['GroupIsGoing', { status: 'create-failed' }],
  ])('%s is refused at once, without the probe', async (code, fields) => {
    services.group = { ...GROUP, ...fields };
    await expect(look()).rejects.toThrow(`refused (${code})`);
    expect(services.requests).toEqual([]);
  });

  test('what the API does not say is no reason to refuse', async () => {
    services.group = { status: 'available', memberIds: GROUP.memberIds, memberEndpoints: new Map() };
    expect(await look()).toMatchObject({ IsComplete: true, Data: { ConfigurationEndpointAddress: '', ConfigurationEndpointPort: '' } });
  });

  test('what the probe refuses is refused at once', async () => {
    services.verdict = { kind: 'refused', code: 'PasswordRequired', message: 'a password is needed', cannotTell: false, members: [] };
    await expect(look()).rejects.toThrow('refused (PasswordRequired) after 0 s: a password is needed');
  });

  test.each<[string, () => void, RegExp]>([
    ['a group without members', () => (services.group = { ...GROUP, memberIds: [] }), /lists no member, its status is "available"/],
    ['a node without an endpoint', () => (services.endpoint = () => undefined), /2 of 2 nodes have no endpoint yet: cache-0001-001, cache-0002-001/],
    ['a describe that is throttled', () => (services.group = awsError('ThrottlingException')), /can not describe .*ThrottlingException/],
    ['a node that can not be described', () => (services.endpoint = () => awsError('InternalFailure')), /can not describe .*InternalFailure/],
    ['a probe that does not run', () => (services.verdict = awsError('TooManyRequestsException')), /can not run the probe: TooManyRequests/],
    ['a probe that times out', () => (services.verdict = new Error('the function failed: Task timed out')), /Task timed out/],
  ])('%s is waited out, and is the reason at the deadline', async (_, prepare, reason) => {
    prepare();
    expect(await look()).toEqual({ IsComplete: false });
    services.clock = STARTED + 30 * MINUTE;
    await expect(look()).rejects.toThrow(reason);
  });

  test.each(['AccessDenied', 'AccessDeniedException', 'ReplicationGroupNotFoundFault'])('%s may pass for two minutes, then it fails', async (name) => {
    services.group = awsError(name);
    services.clock = STARTED + MINUTE;
    expect(await look()).toEqual({ IsComplete: false });
    services.clock = STARTED + 3 * MINUTE;
    await expect(look()).rejects.toThrow(`can not describe the replication group "cache": ${name}: no`);
  });

  test('properties that can not be read fail', async () => {
    await expect(look({ ResourceProperties: { ...PROPERTIES, TargetFamily: 'both' } })).rejects.toThrow('TargetFamily is "both"');
  });

  test('without the times of onEvent there is one look', async () => {
    services.verdict = WAITING;
    await expect(look({ Data: {} })).rejects.toThrow(GateError);
    services.verdict = OPEN;
    expect(await look({ Data: undefined })).toMatchObject({ IsComplete: true });
  });
});

describe('PropagationGate on groups with TLS', () => {
  const ARN = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:token-AbCdEf';
  const SECRET = { ...PROPERTIES, Credentials: { Kind: 'SECRET', SecretArn: ARN } };
  const IAM = { ...PROPERTIES, Credentials: { Kind: 'IAM', UserId: 'probe' } };
  const WRONG = { kind: 'refused', code: 'WrongPassword', message: 'not accepted', cannotTell: false, members: [] } as const;
  beforeEach(() => {
    services.group = { ...GROUP, transitEncryption: 'required', authentication: 'users' };
  });

  test('without credentials, the handshake is the most that can be asked for', async () => {
    expect(await look()).toMatchObject({ Data: { Outcome: 'OPEN', Evidence: 'HANDSHAKE' } });
    expect(services.requests[0]).toMatchObject({ tls: true, clusterMode: true, requiredEvidence: 'HANDSHAKE', purpose: 'propagation' });
    expect(services.requests[0]).not.toHaveProperty('credentials');
    expect(services.requests[0]?.members[2]).toMatchObject({ id: 'configuration endpoint', kind: 'endpoint' });
  });

  test('what the probe proved is told, not what it should prove', async () => {
    services.verdict = { ...OPEN, evidence: 'ANSWERED' };
    expect(await look()).toMatchObject({ Data: { Evidence: 'ANSWERED' } });
    expect(services.lines.join()).toContain('"Evidence":"ANSWERED"');
  });

  test('a password is in the invocation, read anew at each look, and in no line', async () => {
    services.secret = [{ text: 'top-secret-1', versionId: '1' }, { text: 'top-secret-2', versionId: '2' }];
    services.verdict = WAITING;
    await look({ ResourceProperties: SECRET });
    await look({ ResourceProperties: SECRET });
    expect(services.requests.map(({ credentials }) => credentials)).toEqual([
      { kind: 'password', password: 'top-secret-1' },
      { kind: 'password', password: 'top-secret-2' },
    ]);
    expect(services.requests[0]).toMatchObject({ requiredEvidence: 'ANSWERED' });
    expect(services.lines.join()).toContain('"credentials":"password"');
    expect(services.lines.join()).not.toContain('top-secret');
  });

  test('a password that was refused is tried again if the secret changed meanwhile', async () => {
    services.secret = [{ text: 'old', versionId: '1' }, { text: 'new', versionId: '2' }];
    services.verdict = WRONG;
    expect(await look({ ResourceProperties: SECRET })).toEqual({ IsComplete: false });
    expect(services.lines.join()).toContain('holds another password by now');
    await expect(look({ ResourceProperties: SECRET })).rejects.toThrow('refused (WrongPassword)');
  });

  test.each([
    [{ text: '', versionId: '1' }, 'refused (CredentialsUnusable): the secret arn:'],
    [awsError('ResourceNotFoundException'), 'can not read the secret with the credentials: ResourceNotFoundException'],
    [awsError('DecryptionFailure'), 'can not read the secret with the credentials: DecryptionFailure'],
  ])('a secret that can not be used fails, for two minutes only if nothing is there at all', async (secret, reason) => {
    services.secret = [secret];
    services.clock = STARTED + 3 * MINUTE;
    await expect(look({ ResourceProperties: SECRET })).rejects.toThrow(reason);
    expect(services.requests).toEqual([]);
  });

  test('a user of IAM that is not known everywhere yet is waited for, two minutes', async () => {
    services.verdict = WRONG;
    services.clock = STARTED + MINUTE;
    expect(await look({ ResourceProperties: IAM })).toEqual({ IsComplete: false });
    expect(services.requests[0]?.credentials).toEqual({ kind: 'iam', userId: 'probe', replicationGroupId: 'cache' });
    services.clock = STARTED + 2 * MINUTE;
    await expect(look({ ResourceProperties: IAM })).rejects.toThrow('refused (WrongPassword)');
  });

  test('so is a user with a password, where the probe says that it may pass', async () => {
    services.verdict = { ...WRONG, mayPass: true };
    expect(await look({ ResourceProperties: SECRET })).toEqual({ IsComplete: false });
    services.clock = STARTED + 2 * MINUTE;
    await expect(look({ ResourceProperties: SECRET })).rejects.toThrow('refused (WrongPassword)');
  });

  test.each<[string, RefusalCode]>([
    ['a certificate for another name: DNS may still lead to a node that is gone', 'CertificateInvalid'],
    ['a password that is asked for, of a gate that has none', 'PasswordRequired'],
  ])('so is %s', async (_, code) => {
    services.verdict = { ...WRONG, code, mayPass: true };
    expect(await look()).toEqual({ IsComplete: false });
    services.clock = STARTED + 2 * MINUTE;
    await expect(look()).rejects.toThrow(`refused (${code})`);
  });

  test('other refusals are not waited for', async () => {
    services.verdict = { ...WRONG, code: 'CertificateInvalid' };
    await expect(look({ ResourceProperties: IAM })).rejects.toThrow('refused (CertificateInvalid)');
  });

  test('evidence that can not be had is refused at once', async () => {
    await expect(look({ ResourceProperties: { ...PROPERTIES, MinimumEvidence: 'ANSWERED' } })).rejects.toThrow(
      'refused (EvidenceOutOfReach): the evidence ANSWERED can not be had: the replication group asks for credentials',
    );
    expect(services.requests).toEqual([]);
  });

  test('less evidence is enough if the author says so', async () => {
    await look({ ResourceProperties: { ...PROPERTIES, MinimumEvidence: 'CONNECTED' } });
    expect(services.requests[0]?.requiredEvidence).toBe('CONNECTED');
  });

  test.each<[string, object, string]>([
    ['evidence that nobody knows', { MinimumEvidence: 'HOPED' }, 'MinimumEvidence is "HOPED": must be "REPORTED", '],
    ['credentials of another kind', { Credentials: { Kind: 'MAGIC', SecretArn: 'hush' } }, 'Credentials is not as expected: must be a secret with its ARN, or'],
    ['a secret without an ARN', { Credentials: { Kind: 'SECRET', SecretArn: '' } }, 'Credentials is not as expected'],
    ['credentials that are a text', { Credentials: 'hush' }, 'Credentials is not as expected'],
  ])('%s can not start', async (_, properties, problem) => {
    await expect(look({ ResourceProperties: { ...PROPERTIES, ...properties } })).rejects.toThrow(`the propagation gate can not start: ${problem}`);
    expect(services.lines.join()).not.toContain('hush');
  });

  test('where names are announced, IpDiscovery explains nothing', async () => {
    services.group = { ...GROUP, transitEncryption: 'required', ipDiscovery: 'ipv4' };
    services.verdict = WAITING;
    await look();
    expect(services.lines.join()).not.toContain('IpDiscovery is');
  });
});

describe('PropagationGate in a stack that does not wait for it', () => {
  const KNOWN = {
    ReplicationGroupId: 'cache',
    TargetFamily: 'ipv4',
    ConfigurationEndpointAddress: 'clustercfg.cache.example',
    ConfigurationEndpointPort: '6379',
    NodesTotal: '2',
    StartedAtMillis: String(STARTED - 5000),
    DeadlineAtMillis: String(STARTED),
  };

  test.each(['ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED', 'UPDATE_COMPLETE', 'CREATE_FAILED', 'DELETE_COMPLETE'])(
    '%s: complete with all attributes, nothing judged, whatever else is wrong',
    async (status) => {
      services.status = [status];
      services.group = awsError('AccessDenied');
      expect(await look({ Data: KNOWN, ResourceProperties: {} })).toEqual({
        IsComplete: true,
        Data: {
          ReplicationGroupId: 'cache',
          TargetFamily: 'ipv4',
          ConfigurationEndpointAddress: 'clustercfg.cache.example',
          ConfigurationEndpointPort: '6379',
          NodesTotal: '2',
          SecondsWaited: '5',
          Evidence: '',
          Outcome: 'NOT_JUDGED',
        },
      });
      expect(services.calls).toEqual([`DescribeStacks ${STACK_ID}`]);
      expect(services.lines.join()).toContain('NOT_JUDGED');
    },
  );

  test('attributes that onEvent did not find are empty, not missing', async () => {
    services.status = ['ROLLBACK_IN_PROGRESS'];
    const answer = await look({ Data: undefined, ResourceProperties: {} });
    expect(answer).toMatchObject({ Data: { ReplicationGroupId: '', ConfigurationEndpointAddress: '', NodesTotal: '', SecondsWaited: '0' } });
  });

  test('a rollback that began while the probe looked is not blocked', async () => {
    services.status = ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'];
    services.verdict = WAITING;
    services.clock = STARTED + 40 * MINUTE;
    expect(await look()).toMatchObject({ IsComplete: true, Data: { Outcome: 'NOT_JUDGED' } });
  });

  test.each([awsError('Throttling'), undefined])('where CloudFormation does not say (%s), it judges, and a refusal waits until it does', async (status) => {
    services.status = [status];
    expect(await look()).toMatchObject({ IsComplete: true, Data: { Outcome: 'OPEN' } });
    services.group = { ...GROUP, networkType: 'ipv4' };
    expect(await look()).toEqual({ IsComplete: false });
    services.clock = STARTED + 30 * MINUTE;
    await expect(look()).rejects.toThrow('NetworkTypeCanNotServe');
  });
});
