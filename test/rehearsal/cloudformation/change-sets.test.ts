import { CloudFormationClient, CreateChangeSetCommand, DescribeChangeSetCommand, DescribeStacksCommand, type Change } from '@aws-sdk/client-cloudformation';
import { benchEngine, templateOf, thing } from './bench-engine';
import { startOffline, type Offline } from './offline';
import { RecordingProvider } from './recording-provider';

describe('the changes of a change set', () => {
  const base = { A: thing({ Value: 1, Fixed: 'x' }), UserOfId: thing({ Value: { Ref: 'A' } }), UserOfValue: thing({ Value: { 'Fn::GetAtt': ['A', 'Value'] } }), Gone: thing() };

  async function changes(next: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Promise<readonly string[]> {
    const { engine } = benchEngine();
    await engine.deploy('S', templateOf(base));
    const { changeSet } = engine.createChangeSet({ stackName: 'S', changeSetName: 'c', type: 'UPDATE', templateBody: templateOf(next), parameters: [], tags: undefined });
    return changeSet.changes.map(({ action, logicalId, replacement, scope, details }) =>
      [action, logicalId, replacement, ...scope, ...details.map(({ property, evaluation }) => `${property}:${evaluation}`)].filter((word) => word !== undefined).join(' '),
    );
  }

  it.each([
    ['nothing', base, []],
    ['an added and a removed resource', { A: base.A, UserOfId: base.UserOfId, UserOfValue: base.UserOfValue, New: thing() }, ['Add New', 'Remove Gone']],
    ['a property, and what reads it', { ...base, A: thing({ Value: 2, Fixed: 'x' }) }, ['Modify A False Properties Value:Static', 'Modify UserOfValue False Properties Value:Dynamic']],
    [
      'a replacement, and what refers to it',
      { ...base, A: thing({ Value: 1, Fixed: 'y' }) },
      ['Modify A True Properties Fixed:Static', 'Modify UserOfId False Properties Value:Dynamic', 'Modify UserOfValue False Properties Value:Dynamic'],
    ],
    ['a create-only property that is not yet known', { ...base, UserOfId: thing({ Value: { Ref: 'A' }, Fixed: { Ref: 'New' } }), New: thing() }, ['Add New', 'Modify UserOfId Conditional Properties Fixed:Dynamic']],
    ['a policy alone', { ...base, Gone: thing({}, { DeletionPolicy: 'Retain' }) }, ['Modify Gone False DeletionPolicy']],
  ])('%s', async (_name, next, expected) => {
    expect(await changes(next)).toEqual(expected);
  });

  it('sees a change that comes through a parameter', async () => {
    const { engine } = benchEngine();
    const body = templateOf({ A: thing({ Value: { Ref: 'P' } }) }, { Parameters: { P: { Type: 'String', Default: '1' } } });
    await engine.deploy('S', body);
    const set = (value: string): number =>
      engine.createChangeSet({ stackName: 'S', changeSetName: 'c', type: 'UPDATE', templateBody: undefined, parameters: [{ key: 'P', value }], tags: undefined }).changeSet.changes.length;
    expect([set('1'), set('2')]).toEqual([0, 1]);
  });

  it('refuses another type for the same resource', async () => {
    await expect(changes({ ...base, A: { Type: 'AWS::EC2::VPC' } })).rejects.toThrow(/Update of resource type is not permitted.*\[A\]/);
  });

  it('is refused for a stack that can not be updated', async () => {
    const { engine, things } = benchEngine();
    const wanted = { stackName: 'S', changeSetName: 'c', type: 'UPDATE', templateBody: templateOf({ A: thing() }), parameters: [], tags: undefined } as const;
    expect(() => engine.createChangeSet(wanted)).toThrow('Stack [S] does not exist');
    things.script = () => {
      throw new Error('exploded');
    };
    await engine.deploy('S', templateOf({ A: thing() }));
    expect(() => engine.createChangeSet(wanted)).toThrow(/is in ROLLBACK_(COMPLETE|FAILED) state and can not be updated/);
    expect(() => engine.createChangeSet({ ...wanted, type: 'CREATE' })).toThrow(/already exists/);
  });
});

describe('change sets through the real SDK', () => {
  let offline: Offline;
  let client: CloudFormationClient;

  beforeAll(async () => {
    offline = await startOffline({ providers: { 'Test::Thing': new RecordingProvider() } });
    client = new CloudFormationClient({ endpoint: offline.door.url, region: 'us-east-1', credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'x' }, maxAttempts: 1 });
  });

  afterAll(async () => {
    client.destroy();
    await offline.close();
  });

  it('tell replacement, scope and reason, and fail when nothing changed', async () => {
    const body = (fixed: string): string => templateOf({ A: thing({ Fixed: fixed }) });
    await offline.engine.deploy('S', body('x'));
    const describe_ = async (name: string, fixed: string): Promise<{ readonly status: string | undefined; readonly reason: string | undefined; readonly changes: readonly Change[] }> => {
      await client.send(new CreateChangeSetCommand({ StackName: 'S', ChangeSetName: name, TemplateBody: body(fixed), Tags: [], Parameters: [] }));
      const { Status, StatusReason, Changes } = await client.send(new DescribeChangeSetCommand({ StackName: 'S', ChangeSetName: name }));
      return { status: Status, reason: StatusReason, changes: Changes ?? [] };
    };
    expect(await describe_('same', 'x')).toEqual({ status: 'FAILED', reason: expect.stringMatching(/^The submitted information didn't contain changes\./) as string, changes: [] });
    const changed = await describe_('changed', 'y');
    expect(changed.status).toBe('CREATE_COMPLETE');
    expect(changed.changes[0]?.ResourceChange).toMatchObject({
      Action: 'Modify',
      LogicalResourceId: 'A',
      PhysicalResourceId: 'A#1',
      Replacement: 'True',
      Scope: ['Properties'],
      Details: [{ Target: { Attribute: 'Properties', Name: 'Fixed', RequiresRecreation: 'Always' }, Evaluation: 'Static' }],
    });
  });

  it('make a stack that is in review until it is executed', async () => {
    await client.send(new CreateChangeSetCommand({ StackName: 'New', ChangeSetName: 'c', ChangeSetType: 'CREATE', TemplateBody: templateOf({ A: thing() }), Tags: [{ Key: 'k', Value: 'v' }] }));
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'New' }));
    expect(Stacks?.[0]).toMatchObject({ StackName: 'New', StackStatus: 'REVIEW_IN_PROGRESS', EnableTerminationProtection: false });
    expect(Stacks?.[0]?.CreationTime).toBeInstanceOf(Date);
  });
});
