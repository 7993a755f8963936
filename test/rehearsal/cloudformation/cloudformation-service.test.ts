import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateSummaryCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { templateOf, thing } from './bench-engine';
import { startOffline, type Offline } from './offline';
import { RecordingProvider } from './recording-provider';

describe('the operations of CloudFormation, through the real SDK', () => {
  let offline: Offline;
  let things: RecordingProvider;
  let client: CloudFormationClient;

  beforeEach(async () => {
    things = new RecordingProvider();
    offline = await startOffline({ providers: { 'Test::Thing': things } });
    client = new CloudFormationClient({ endpoint: offline.door.url, region: 'us-east-1', credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'x' }, maxAttempts: 1 });
  });

  afterEach(async () => {
    client.destroy();
    await offline.close();
  });

  const body = (value: number): string =>
    templateOf(
      { A: thing({ Value: value, Secret: { Ref: 'Password' }, Facts: { 'Fn::Sub': '${AWS::StackName} ${AWS::Partition} ${AWS::URLSuffix} ${AWS::AccountId}' }, Size: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Small'] } }) },
      { Parameters: { Password: { Type: 'String', NoEcho: true } }, Mappings: { Sizes: { 'us-east-1': { Small: 'micro' } } } },
    );
  const Parameters = [{ ParameterKey: 'Password', ParameterValue: 'hush' }];

  it('creates, updates and deletes directly, with a template from S3 and hidden parameters', async () => {
    offline.objects.put('assets', 'template.json', Buffer.from(body(1)));
    await client.send(new CreateStackCommand({ StackName: 'S', TemplateURL: 'https://s3.us-east-1.amazonaws.com/assets/template.json', Parameters, ClientRequestToken: 'token' }));
    await waitUntilStackCreateComplete({ client, maxWaitTime: 10, minDelay: 1 }, { StackName: 'S' });
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'S' }));
    expect(Stacks?.[0]?.Parameters).toEqual([{ ParameterKey: 'Password', ParameterValue: '****' }]);
    expect(offline.engine.find('S')?.resources.get('A')?.properties).toEqual({ Value: 1, Secret: 'hush', Facts: 'S aws amazonaws.com 123456789012', Size: 'micro' });
    expect(offline.engine.find('S')?.events.at(0)?.clientRequestToken).toBe('token');

    const previous = [{ ParameterKey: 'Password', UsePreviousValue: true }];
    await expect(client.send(new UpdateStackCommand({ StackName: 'S', TemplateBody: body(1), Parameters: previous }))).rejects.toThrow('No updates are to be performed.');
    await client.send(new UpdateStackCommand({ StackName: 'S', TemplateBody: body(2), Parameters: previous }));
    await offline.engine.find('S')?.running;
    expect(things.calls).toEqual(['create A', 'update A 1->2']);

    await client.send(new DeleteStackCommand({ StackName: 'S' }));
    await waitUntilStackDeleteComplete({ client, maxWaitTime: 10, minDelay: 1 }, { StackName: 'S' });
    expect((await client.send(new ListStacksCommand({}))).StackSummaries).toMatchObject([{ StackName: 'S', StackStatus: 'DELETE_COMPLETE' }]);
    expect((await client.send(new DescribeStacksCommand({}))).Stacks).toEqual([]);
    await client.send(new DeleteStackCommand({ StackName: 'S' }));
  });

  it('executes a change set once, by its id, and forgets a deleted one', async () => {
    const make = (name: string): Promise<{ readonly Id?: string | undefined }> =>
      client.send(new CreateChangeSetCommand({ StackName: 'S', ChangeSetName: name, ChangeSetType: 'CREATE', TemplateBody: body(1), Parameters }));
    await make('unwanted');
    await client.send(new DeleteChangeSetCommand({ StackName: 'S', ChangeSetName: 'unwanted' }));
    await expect(client.send(new DescribeChangeSetCommand({ StackName: 'S', ChangeSetName: 'unwanted' }))).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
    const { Id } = await make('wanted');
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: Id }));
    await expect(client.send(new ExecuteChangeSetCommand({ ChangeSetName: Id }))).rejects.toThrow(/cannot be executed in its current execution status of \[EXECUTE_COMPLETE\]/);
    await offline.engine.find('S')?.running;
    expect(things.calls).toEqual(['create A']);
  });

  it('shows the resources and summarises the template', async () => {
    await offline.engine.deploy('S', body(1), [{ key: 'Password', value: 'x' }]);
    expect((await client.send(new ListStackResourcesCommand({ StackName: 'S' }))).StackResourceSummaries).toMatchObject([{ LogicalResourceId: 'A', PhysicalResourceId: 'A#1', ResourceType: 'Test::Thing' }]);
    expect((await client.send(new DescribeStackResourceCommand({ StackName: 'S', LogicalResourceId: 'A' }))).StackResourceDetail).toMatchObject({ ResourceStatus: 'CREATE_COMPLETE' });
    await expect(client.send(new DescribeStackResourceCommand({ StackName: 'S', LogicalResourceId: 'B' }))).rejects.toThrow('Resource B does not exist for stack S');
    expect(await client.send(new GetTemplateSummaryCommand({ StackName: 'S' }))).toMatchObject({ ResourceTypes: ['Test::Thing'], Parameters: [{ ParameterKey: 'Password', ParameterType: 'String' }] });
  });

  it.each([
    ['a deployment without rollback', { DisableRollback: true }, /without rollback are not part/],
    ['a template that S3 does not have', { TemplateBody: undefined, TemplateURL: 'https://s3.us-east-1.amazonaws.com/assets/none' }, /The specified key does not exist/],
  ])('refuses %s', async (_name, more, message) => {
    await expect(client.send(new CreateStackCommand({ StackName: 'S', TemplateBody: body(1), Parameters, ...more }))).rejects.toThrow(message);
    expect(offline.engine.stacks).toEqual([]);
  });
});
