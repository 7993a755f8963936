import { beginGate } from '../../../../lambda/gate/begin-gate';
import { GateError } from '../../../../lambda/gate/gate-error';
import { type GuardIsCompleteEvent } from '../../../../lambda/gate/guard/guard-event';
import { ReplacementGuard } from '../../../../lambda/gate/guard/replacement-guard';
import { runGate } from '../../../../lambda/gate/run-gate';
import { documentedRefusal, documentedServerlessRefusal } from '../../../docs/documented-refusal';
import { awsError } from '../fake-services';
import {
  FakeGuardServices,
  firstGuardOf,
  LIVE,
  LIVE_SERVERLESS,
  PROPERTIES,
  SERVERLESS_PROPERTIES,
  STACK_ID,
  STARTED,
  updateOf,
  USAGE,
  WANTED,
  WANTED_SERVERLESS,
} from './fake-guard-services';

const MINUTE = 60_000;
const NAIVE = { ...WANTED, NetworkType: 'dual_stack' };

let services: FakeGuardServices;
beforeEach(() => {
  services = new FakeGuardServices();
});

const look = (event: GuardIsCompleteEvent) => runGate(new ReplacementGuard(services), event, services);
const passes = (Outcome: string) => ({ IsComplete: true, Data: { Outcome } });

describe('the naive edit', () => {
  test('is refused, with both values, what is at stake and the safe way', async () => {
    const refused = look(updateOf(NAIVE));
    await expect(refused).rejects.toThrow(GateError);
    await expect(refused.catch((error: unknown) => String(error))).resolves.toBe(`ReplacementGuardError: ${documentedRefusal()}`);
    expect(services.calls).toEqual([
      `DescribeStacks ${STACK_ID}`,
      `DescribeStackResource ${STACK_ID} Cache`,
      'DescribeReplicationGroups cac1x2y3z',
      'DescribeSnapshots cac1x2y3z',
      'GetMetricData cac1x2y3z',
      `DescribeStacks ${STACK_ID}`,
    ]);
  });

  test('is refused too where the guard came with it, from the live group alone', async () => {
    await expect(look(firstGuardOf(NAIVE))).rejects.toThrow(/NetworkType: "ipv4" -> "dual_stack"/);
    const { NetworkType, ...unset } = WANTED;
    services.group = { ...LIVE, properties: { ...LIVE.properties, NetworkType: 'dual_stack' } };
    expect(NetworkType).toBe('ipv4');
    await expect(look(firstGuardOf(unset))).rejects.toThrow(/NetworkType: "dual_stack" -> not set/);
  });

  test.each([
    ['Delete', /without a snapshot/],
    ['Retain', /stay outside of the stack/],
  ])('says what UpdateReplacePolicy %s means', async (UpdateReplacePolicy, text) => {
    await expect(look(updateOf(NAIVE, { UpdateReplacePolicy }))).rejects.toThrow(text);
  });

  test.each([
    [undefined, /it has no snapshot/],
    [awsError('AccessDenied'), /snapshots could not be listed/],
  ])('trouble with snapshots does not let it pass', async (snapshot, text) => {
    services.snapshot = snapshot;
    await expect(look(updateOf(NAIVE))).rejects.toThrow(text);
  });

  test.each([
    [undefined, /CloudWatch has no word on what is in use\nthe last snapshot is .* which held 512 MB/],
    [awsError('AccessDenied'), /what is in use could not be read from CloudWatch\nthe last snapshot is .* which held 512 MB/],
    [{ ...USAGE, shardsTold: 2 }, /1\.5 GiB in use \(at least, 2 of 3 shards told; 3\.0 GiB with all copies; CloudWatch, 2026-11-23T10:00:00\.000Z\)/],
    [{ ...USAGE, bytes: 1023, bytesOfAllNodes: 1023 }, /1023 bytes in use \(CloudWatch, /],
    [{ ...USAGE, bytes: 0, bytesOfAllNodes: 2048 }, /0 bytes in use \(2\.0 KiB with all copies/],
    [{ ...USAGE, bytes: 2 ** 61, bytesOfAllNodes: 2 ** 61 }, /2097152\.0 TiB in use/],
  ])('says what is known of what is in use: %j', async (inUse, text) => {
    services.inUse = inUse;
    await expect(look(updateOf(NAIVE))).rejects.toThrow(text);
  });

  test('what is at stake is not waited for for ever', async () => {
    jest.useFakeTimers();
    services.usage.usage = () => new Promise(() => undefined);
    const refused = expect(look(updateOf(NAIVE))).rejects.toThrow(/could not be read from CloudWatch/);
    await jest.advanceTimersByTimeAsync(20_000);
    await refused;
    jest.useRealTimers();
  });

  test('the message stays within the limit, however many properties change', async () => {
    const names = ['NetworkType', 'Engine', 'CacheSubnetGroupName', 'Port', 'KmsKeyId', 'SnapshotName', 'SnapshotArns', 'PreferredCacheClusterAZs', 'ReplicationGroupId'];
    const long = Object.fromEntries(names.map((name) => [name, '\u{1F600}"'.repeat(500)]));
    const text = await look(updateOf(long)).catch((error: unknown) => (error as Error).message);
    expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThanOrEqual(2002);
    expect(text).toMatch(/and \d more/);
    expect(text).toContain('to give the data up');
  });
});

describe('what passes', () => {
  test('nothing that replaces is changed: nobody is asked, whatever lives', async () => {
    services.group = { ...LIVE, properties: { ...LIVE.properties, Port: '7000', NumNodeGroups: '9' } };
    expect(await look(updateOf(WANTED, { UpdateReplacePolicy: 'Delete' }))).toEqual(passes('UNCHANGED'));
    expect(services.calls).toEqual([`DescribeStacks ${STACK_ID}`]);
  });

  test('a group that is as wanted, where the guard is new', async () => {
    expect(await look(firstGuardOf(WANTED))).toEqual(passes('UNCHANGED'));
  });

  test.each<[string, Partial<FakeGuardServices>]>([
    ['the stack has no such group yet', { id: undefined }],
    ['somebody deleted the group', { group: undefined }],
    ['the group is being deleted', { group: { ...LIVE, status: 'deleting' } }],
    ['the group was never made', { group: { ...LIVE, status: 'create-failed' } }],
  ])('%s', async (_, fields) => {
    Object.assign(services, fields);
    expect(await look(firstGuardOf(NAIVE))).toEqual(passes('NO_GROUP'));
  });

  test('a stack that is made: nobody is asked', async () => {
    services.status = ['CREATE_IN_PROGRESS'];
    services.id = awsError('AccessDenied');
    expect(await look(firstGuardOf(NAIVE))).toEqual(passes('NO_GROUP'));
    expect(services.calls).toEqual([`DescribeStacks ${STACK_ID}`]);
  });

  test.each(['UPDATE_ROLLBACK_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_COMPLETE'])('a stack in %s', async (status) => {
    services.status = [status];
    expect(await look(updateOf(NAIVE))).toEqual(passes('NOT_JUDGED'));
  });

  test('a rollback that begins during the look', async () => {
    services.status = ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'];
    expect(await look(updateOf(NAIVE))).toEqual(passes('NOT_JUDGED'));
  });

  test('Delete, at once', async () => {
    expect(await look({ ...updateOf(NAIVE), RequestType: 'Delete' })).toEqual({ IsComplete: true });
    expect(services.calls).toEqual([]);
  });

  test('what is allowed, once', async () => {
    const allowed = { AllowReplacement: 'cac1x2y3z: moved to the group Orders' };
    expect(await look(updateOf(NAIVE, allowed))).toEqual(passes('REPLACEMENT_ALLOWED'));
    expect(services.lines.join()).toContain('moved to the group Orders');
    // the group that took its place
    services.id = 'cac9q8w7e';
    services.group = { ...LIVE, replicationGroupId: 'cac9q8w7e' };
    await expect(look(updateOf({ ...NAIVE, Port: '7000' }, allowed))).rejects.toThrow(/names another group; to give this one up: allowReplacement: 'cac9q8w7e: /);
  });

  test('but not without a reason', async () => {
    await expect(look(updateOf(NAIVE, { AllowReplacement: 'CAC1X2Y3Z: ok ok' }))).rejects.toThrow(/gives no reason/);
  });
});

describe('a serverless cache', () => {
  const SERVERLESS_NAIVE = { ...WANTED_SERVERLESS, NetworkType: 'dual_stack' };
  const updateOfCache = (wanted: object, more: object = {}) => updateOf(wanted, { ...SERVERLESS_PROPERTIES, Wanted: wanted, ...more }, SERVERLESS_PROPERTIES);

  beforeEach(() => {
    services.id = LIVE_SERVERLESS.serverlessCacheName;
    services.snapshot = { name: 'automatic.sessions-1a2b3c4d-2026-11-22-03-00', createdAt: new Date('2026-11-22T03:04:05Z'), sizes: ['1.4 GiB'] };
    services.inUse = { ...USAGE, bytesOfAllNodes: USAGE.bytes, shardsTold: 1 };
  });

  test('is kept from the naive edit, in its own words', async () => {
    const refused = look(updateOfCache(SERVERLESS_NAIVE));
    await expect(refused.catch((error: unknown) => String(error))).resolves.toBe(`ReplacementGuardError: ${documentedServerlessRefusal()}`);
    expect(services.calls).toEqual([
      `DescribeStacks ${STACK_ID}`,
      `DescribeStackResource ${STACK_ID} Cache`,
      'DescribeServerlessCaches sessions-1a2b3c4d',
      'DescribeServerlessCacheSnapshots sessions-1a2b3c4d',
      'GetMetricData sessions-1a2b3c4d',
      `DescribeStacks ${STACK_ID}`,
    ]);
  });

  test('is kept from it too where the guard came with it', async () => {
    await expect(look(firstGuardOf(SERVERLESS_NAIVE, { ...SERVERLESS_PROPERTIES, Wanted: SERVERLESS_NAIVE }))).rejects.toThrow(
      /"sessions-1a2b3c4d"\nNetworkType: "ipv4" -> "dual_stack"/,
    );
  });

  test.each<[string, object, RegExp]>([
    ['Snapshot', { ServerlessCacheName: 'others' }, /FinalSnapshotName is set: the data would be in a last snapshot, and not in the new cache/],
    ['Delete', { ServerlessCacheName: 'others' }, /UpdateReplacePolicy is Delete: the data would be deleted, without a snapshot/],
    ['Retain', {}, /UpdateReplacePolicy is Retain: with the same ServerlessCacheName the update would fail halfway; with another one the old cache would stay outside/],
  ])('what %s means for it depends on its name', async (UpdateReplacePolicy, change, text) => {
    await expect(look(updateOfCache({ ...SERVERLESS_NAIVE, ...change }, { UpdateReplacePolicy }))).rejects.toThrow(text);
  });

  test.each<[string, Partial<FakeGuardServices>]>([
    ['the stack has none yet', { id: undefined }],
    ['somebody deleted it', { serverlessCache: undefined }],
    ['it is being deleted', { serverlessCache: { ...LIVE_SERVERLESS, status: 'DELETING' } }],
    ['it was never made', { serverlessCache: { ...LIVE_SERVERLESS, status: 'CREATE-FAILED' } }],
  ])('holds up nothing when %s', async (_, fields) => {
    Object.assign(services, fields);
    expect(await look(updateOfCache(SERVERLESS_NAIVE))).toEqual(passes('NO_GROUP'));
  });

  test('changes in place without a question', async () => {
    expect(await look(updateOfCache(WANTED_SERVERLESS, { UpdateReplacePolicy: 'Delete' }))).toEqual(passes('UNCHANGED'));
    expect(services.calls).toEqual([`DescribeStacks ${STACK_ID}`]);
  });

  test('is replaced once, if its name and a reason are given', async () => {
    const AllowReplacement = 'sessions-1a2b3c4d: moved to Orders';
    const renamed = { ...SERVERLESS_NAIVE, ServerlessCacheName: 'sessions-2' };
    expect(await look(updateOfCache(renamed, { AllowReplacement }))).toEqual(passes('REPLACEMENT_ALLOWED'));
    services.id = 'sessions-2';
    services.serverlessCache = { ...LIVE_SERVERLESS, serverlessCacheName: 'sessions-2' };
    await expect(look(updateOfCache(SERVERLESS_NAIVE, { AllowReplacement }))).rejects.toThrow(
      /allowReplacement names another cache; to give this one up: allowReplacement: 'sessions-2: <.*>', and another ServerlessCacheName for the new one/,
    );
  });

  test('is not compared with a group that had the same place', async () => {
    expect(await look(updateOf(WANTED_SERVERLESS, { ...SERVERLESS_PROPERTIES, Wanted: WANTED_SERVERLESS }, PROPERTIES))).toEqual(passes('UNCHANGED'));
    expect(services.calls).toContain('DescribeServerlessCaches sessions-1a2b3c4d');
  });

  test('that nobody can describe is not taken for one that may go', async () => {
    services.serverlessCache = awsError('AccessDenied', 'not authorized');
    services.clock = STARTED + 2 * MINUTE;
    await expect(look(updateOfCache(SERVERLESS_NAIVE))).rejects.toThrow(/^can not describe the cache that this update may replace: AccessDenied: not authorized\n/);
  });
});

describe('trouble with the API', () => {
  test.each([awsError('ThrottlingException'), awsError('AccessDenied', 'no right yet')])('is waited out: $name', async (trouble) => {
    services.id = trouble;
    expect(await look(updateOf(NAIVE))).toEqual({ IsComplete: false });
    expect(services.lines.join()).toContain(trouble.name);
  });

  test('fails when no repetition cures it, with what is known', async () => {
    services.group = awsError('AccessDenied', 'not authorized');
    services.clock = STARTED + 2 * MINUTE;
    await expect(look(updateOf(NAIVE))).rejects.toThrow(/^can not describe .*: AccessDenied: not authorized\nNetworkType: "ipv4" -> "dual_stack"/);
  });

  test('fails at the end of the patience', async () => {
    services.group = awsError('Throttling');
    services.clock = STARTED + 4 * MINUTE;
    await expect(look(firstGuardOf(NAIVE))).rejects.toThrow(/Throttling/);
  });

  test('a stack status that nobody tells holds a refusal back, but not for ever', async () => {
    services.status = ['UPDATE_IN_PROGRESS', awsError('Throttling')];
    expect(await look(updateOf(NAIVE))).toEqual({ IsComplete: false });
    services.clock = STARTED + 4 * MINUTE;
    await expect(look(updateOf(NAIVE))).rejects.toThrow(/GroupWouldBeReplaced/);
  });

  test('properties that are not those of a guard fail', async () => {
    await expect(look(updateOf({}, { Wanted: 'x' }))).rejects.toThrow(/can not start/);
    await expect(look({ ...updateOf(NAIVE), Data: {}, ResourceProperties: {} })).rejects.toThrow(/can not start/);
  });
});

describe('the beginning', () => {
  const begin = (event: GuardIsCompleteEvent) => beginGate(new ReplacementGuard(services), event, services);

  test('notes when the guard began, under an id that stays', async () => {
    const { PhysicalResourceId, ...created } = firstGuardOf(WANTED);
    expect(PhysicalResourceId).toBeUndefined();
    expect(await begin(created)).toEqual({
      PhysicalResourceId: 'replacement-guard/1b2c3d4e/CacheReplacementGuard',
      NextStep: 'isComplete',
      Data: { Outcome: 'NOT_JUDGED', StartedAtMillis: String(STARTED), DeadlineAtMillis: String(STARTED + 4 * MINUTE) },
    });
    expect((await begin({ ...updateOf(WANTED), PhysicalResourceId: 'first' })).PhysicalResourceId).toBe('first');
    expect(await begin({ ...updateOf(WANTED), RequestType: 'Delete', PhysicalResourceId: 'invented', ResourceProperties: {} })).toEqual({
      PhysicalResourceId: 'invented',
      NextStep: 'isComplete',
    });
    expect(services.calls).toEqual([]);
    expect(PROPERTIES.WantedSet).toBe('1');
  });
});
