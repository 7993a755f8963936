import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { childEnvironment } from '../../rehearsal/http/child-environment';
import { OfflineAws } from '../../rehearsal/offline-aws';
import { CdkCli, type CdkResult } from '../../rehearsal/scenario/cdk-cli';
import { Cleanup } from '../../rehearsal/scenario/cleanup';
import { LogBook } from '../../rehearsal/scenario/log-book';
import { temporaryFolder } from './support/temporary-folder';

const ROOT = join(__dirname, '..', '..');
const APP = join(__dirname, 'support', 'import-app.cjs');
const MILLIS = 240_000;
const IMPORTING = 'cdk-elasticache-dual-stack:import=true';

type Group = 'sessions' | 'orders' | 'mistaken';

// docs/chapters/import.md, on groups that another stack made and gave up
describe('a live group that something else made', () => {
  const cleanup = new Cleanup();
  const book = new LogBook();
  const folder = temporaryFolder();
  let aws: OfflineAws;
  let cdk: CdkCli;

  beforeAll(async () => {
    aws = await OfflineAws.start({ log: book.log, nodeDelayMillis: 10 });
    cleanup.add(() => aws.close());
    writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: `node ${APP}` }));
    cdk = new CdkCli({
      program: join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
      appFolder: folder,
      outputFolder: join(folder, 'cdk.out'),
      environment: { ...childEnvironment({ endpointUrl: aws.url, region: aws.region, cdkHome: join(folder, 'cdk-home') }), TMPDIR: folder },
      onLine: (line) => {
        book.log('cdk', line);
      },
    });
    cleanup.add(() => cdk.end());
    await run('deploy', 'Legacy', '--require-approval', 'never', '-c', 'app=legacy');
    await run('destroy', 'Legacy', '--force', '-c', 'app=legacy');
    await fill();
  }, MILLIS);
  afterAll(() => cleanup.run());

  async function run(...words: readonly string[]): Promise<CdkResult> {
    const result = await cdk.run(words);
    if (result.exitCode !== 0) throw new Error(result.output);
    return result;
  }

  const nodesOf = (group: Group) => aws.members().filter(({ memberId }) => memberId.startsWith(group)).map(({ node }) => node);
  /** What the owner reads in the console. */
  const facts = (group: Group): string[] => ['-c', `app=${group}`, '-c', `port=${nodesOf(group)[0]?.port ?? 0}`];

  async function fill(): Promise<void> {
    const primaries = aws.members().map(({ node }) => node).filter(({ role }) => role === 'primary');
    await Promise.all(primaries.map((node) => node.command(['SET', 'precious', 'data'])));
  }

  /** That the nodes are the same, and hold what they held. */
  async function expectUntouched(group: Group): Promise<void> {
    expect(aws.groups.changes.filter(({ replicationGroupId }) => replicationGroupId === group).map(({ operation }) => operation)).toEqual(['CreateReplicationGroup']);
    const [primary] = nodesOf(group).filter(({ role }) => role === 'primary');
    expect(await primary?.command(['GET', 'precious'])).toBe('data');
  }

  async function resourcesOf(stack: string): Promise<readonly string[]> {
    const client = new CloudFormationClient({ endpoint: aws.url, region: aws.region, credentials: { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'x' } });
    const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: stack }));
    client.destroy();
    return StackResources.map(({ ResourceType = '' }) => ResourceType);
  }

  function mappingFor(group: Group): string {
    const file = join(folder, `${group}.json`);
    writeFileSync(file, JSON.stringify({ Cache18F6EE16: { ReplicationGroupId: group } }));
    return file;
  }

  const importInto = (group: Group, ...more: readonly string[]): Promise<CdkResult> =>
    run('import', `Adopted-${group}`, '--resource-mapping', mappingFor(group), '-c', IMPORTING, ...facts(group), ...more);
  const deployArguments = (group: Group, ...more: readonly string[]): string[] => ['deploy', `Adopted-${group}`, '--require-approval', 'never', ...facts(group), ...more];

  it('is still there when the stack that made it is gone', async () => {
    expect(aws.stackStatus('Legacy')).toBe('DELETE_COMPLETE');
    await expectUntouched('sessions');
  });

  it('is taken over by cdk import, and by nothing but itself', async () => {
    await importInto('sessions');

    expect(aws.stackStatus('Adopted-sessions')).toBe('IMPORT_COMPLETE');
    expect(await resourcesOf('Adopted-sessions')).toEqual(['AWS::ElastiCache::ReplicationGroup']);
    await expectUntouched('sessions');
  }, MILLIS);

  it('gets its guard and its gate with the next deployment, which does not touch it', async () => {
    await run(...deployArguments('sessions'));

    expect(aws.stackStatus('Adopted-sessions')).toBe('UPDATE_COMPLETE');
    const types = await resourcesOf('Adopted-sessions');
    expect(types).toEqual(expect.arrayContaining(['Custom::ElastiCacheReplacementGuard', 'Custom::ElastiCachePropagationGate', 'AWS::CloudWatch::Alarm']));
    await expectUntouched('sessions');
  }, MILLIS);

  it('changes nothing more after that', async () => {
    const { output } = await run(...deployArguments('sessions'));

    expect(output).toContain('no changes');
  }, MILLIS);

  it('is taken over by one deployment with --import-existing-resources, guard and gate included', async () => {
    await run(...deployArguments('orders', '--import-existing-resources', '-c', 'retain=true'));

    expect(aws.stackStatus('Adopted-orders')).toBe('CREATE_COMPLETE');
    expect(await resourcesOf('Adopted-orders')).toEqual(expect.arrayContaining(['AWS::ElastiCache::ReplicationGroup', 'Custom::ElastiCacheReplacementGuard']));
    await expectUntouched('orders');
  }, MILLIS);

  it('is not touched either if the template says something else than what lives: the guard refuses what comes next', async () => {
    await importInto('mistaken', '-c', 'networkType=ipv4');
    const { exitCode, output } = await cdk.run(deployArguments('mistaken', '-c', 'networkType=ipv4'));

    expect(exitCode).not.toBe(0);
    expect(output).toContain('NetworkType: "dual_stack" -> "ipv4"');
    expect(aws.stackStatus('Adopted-mistaken')).toBe('UPDATE_ROLLBACK_COMPLETE');
    await expectUntouched('mistaken');
  }, MILLIS);
});
