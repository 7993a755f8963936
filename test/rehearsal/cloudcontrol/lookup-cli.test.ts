import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CacheEndpoint } from '../../../lib';
import { cloudControlService } from '../../../rehearsal/cloudcontrol/cloud-control-service';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { readableCacheTypes } from '../../../rehearsal/elasticache/readable-types';
import { ReplicationGroups } from '../../../rehearsal/elasticache/replication-groups';
import { Iam } from '../../../rehearsal/iam/iam';
import { type CommandResult, runCdk } from '../cdk-command';
import { type Offline, startOffline } from '../cloudformation/offline';
import { contextOf } from '../resource-context';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';

interface SynthesizedTemplate {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: string }>>;
}

describe('ReplicationGroup.fromLookup with the real CDK CLI', () => {
  let offline: Offline;
  let groups: ReplicationGroups;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lookup-test-'));
    const log = (): void => undefined;
    groups = new ReplicationGroups({ log, startNodes: startEmbeddedCluster });
    await groups.providers[GROUP]?.create(
      {
        ReplicationGroupDescription: 'of somebody else',
        ReplicationGroupId: 'sessions',
        Engine: 'valkey',
        EngineVersion: '8.1',
        CacheNodeType: 'cache.r7g.large',
        NetworkType: 'dual_stack',
        IpDiscovery: 'ipv6',
        NumNodeGroups: 2,
        ReplicasPerNodeGroup: 1,
        TransitEncryptionEnabled: false,
        SecurityGroupIds: ['sg-0a1b2c3d'],
      },
      contextOf(GROUP, 'Elsewhere'),
    );
    offline = await startOffline();
    offline.door.register(cloudControlService(readableCacheTypes(groups), new Iam(log)));
  });

  afterAll(async () => {
    await offline.close();
    await groups.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const synth = (...words: string[]): Promise<CommandResult> =>
    runCdk({ folder, app: join(__dirname, 'lookup-app.cjs'), endpointUrl: offline.door.url }, 'synth', '--quiet', ...words);
  const contextFile = (): string => readFileSync(join(folder, 'cdk.context.json'), 'utf8');
  const lookUps = (): number => offline.door.calls.get('cloudcontrolapi GetResource') ?? 0;

  it('finds out what the live group is like, and asks once', async () => {
    const first = await synth();
    expect(first).toMatchObject({ code: 0 });
    const context = contextFile();

    const template = JSON.parse(readFileSync(join(folder, 'cdk.out', 'Lookup.template.json'), 'utf8')) as SynthesizedTemplate;
    const [endpoint] = groups.all().map(({ configurationEndpoint }) => configurationEndpoint);
    expect(template.Outputs['Endpoint']?.Value).toBe(new CacheEndpoint(endpoint?.Address ?? '', endpoint?.Port ?? 0).socketAddress);
    const ingress = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::EC2::SecurityGroupIngress');
    expect(ingress.map(({ Properties }) => [Properties['GroupId'], Properties['FromPort']])).toEqual([['sg-0a1b2c3d', endpoint?.Port]]);
    expect(lookUps()).toBe(3);

    const second = await synth();
    expect(second).toMatchObject({ code: 0 });
    expect(contextFile()).toBe(context);
    expect(lookUps()).toBe(3);
  }, 240_000);

  it('fails for a group that is not there, and says which', async () => {
    const { code, output } = await synth('-c', 'group=gone');

    expect(code).not.toBe(0);
    expect(output).toContain('No resource of type AWS::ElastiCache::ReplicationGroup with identifier: gone');
    expect(offline.door.unknownOperations).toEqual([]);
  }, 240_000);
});
