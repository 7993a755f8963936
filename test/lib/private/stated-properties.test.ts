import { App, Lazy, Stack, Token } from 'aws-cdk-lib';
import { CfnReplicationGroup, type CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { finalProperties } from '../../../lib/private/final-properties';
import { settledProperties, statedProperties } from '../../../lib/private/stated-properties';

/** Every property that the L1 has, each as simple as can be. */
const EVERYTHING: Required<Omit<CfnReplicationGroupProps, 'tags' | 'cacheSecurityGroupNames'>> = {
  atRestEncryptionEnabled: true,
  authToken: 'token',
  automaticFailoverEnabled: true,
  autoMinorVersionUpgrade: true,
  cacheNodeType: 'type',
  cacheParameterGroupName: 'parameters',
  cacheSubnetGroupName: 'subnets',
  clusterMode: 'enabled',
  dataTieringEnabled: true,
  engine: 'valkey',
  engineVersion: '8.1',
  globalReplicationGroupId: 'global',
  ipDiscovery: 'ipv4',
  kmsKeyId: 'key',
  logDeliveryConfigurations: [],
  multiAzEnabled: true,
  networkType: 'ipv4',
  nodeGroupConfiguration: [{ slots: '0-16383' }],
  notificationTopicArn: 'topic',
  numCacheClusters: 1,
  numNodeGroups: 1,
  port: 6379,
  preferredCacheClusterAZs: ['a'],
  preferredMaintenanceWindow: 'sun:05:00-sun:06:00',
  primaryClusterId: 'primary',
  replicasPerNodeGroup: 1,
  replicationGroupDescription: 'test',
  replicationGroupId: 'id',
  securityGroupIds: ['sg'],
  snapshotArns: ['arn'],
  snapshotName: 'snapshot',
  snapshotRetentionLimit: 1,
  snapshottingClusterId: 'snapshotting',
  snapshotWindow: '03:00-04:00',
  transitEncryptionEnabled: true,
  transitEncryptionMode: 'required',
  userGroupIds: ['users'],
};

describe('properties of a replication group, read without its template', () => {
  let stack: Stack;
  beforeEach(() => {
    stack = new Stack(new App(), 'Stack');
  });

  const group = (props: Partial<CfnReplicationGroupProps>): CfnReplicationGroup =>
    new CfnReplicationGroup(stack, 'Group', { replicationGroupDescription: 'test', ...props });
  /** An empty list does not get into a template. */
  const inTemplate = (resource: CfnReplicationGroup): object => ({ ...finalProperties(resource), LogDeliveryConfigurations: [] });

  it('are those in the template, all of them', () => {
    const resource = group(EVERYTHING);

    expect(settledProperties(resource)).toEqual({ ...inTemplate(resource), NodeGroupConfiguration: [{ slots: '0-16383' }] });
    expect(statedProperties(resource)).toEqual(settledProperties(resource));
  });

  it('produce what is lazy, and leave references as in the template', () => {
    const resource = group({
      port: Lazy.number({ produce: () => 7000 }),
      engineVersion: Token.asString({ Ref: 'Version' }),
      snapshotArns: Lazy.list({ produce: () => ['one', 'two'] }),
      transitEncryptionEnabled: Lazy.any({ produce: () => false }),
    });

    expect(settledProperties(resource)).toEqual({
      Port: 7000,
      EngineVersion: { Ref: 'Version' },
      SnapshotArns: ['one', 'two'],
      TransitEncryptionEnabled: false,
      ReplicationGroupDescription: 'test',
    });
  });

  it.each<[string, (resource: CfnReplicationGroup) => void]>([
    ['changed', (resource) => { resource.addPropertyOverride('Port', 7000); }],
    ['added', (resource) => { resource.addPropertyOverride('Durability', 'sync'); }],
    ['taken away', (resource) => { resource.addPropertyDeletionOverride('Port'); }],
  ])('come from the template where an escape hatch has one %s', (_, override) => {
    const resource = group({ port: 6379 });
    override(resource);

    expect(statedProperties(resource)).toBeUndefined();
    expect(settledProperties(resource)).toEqual(finalProperties(resource));
  });

  it('are read without a word, whatever is deprecated', () => {
    const warn = jest.spyOn(console, 'warn').mockReturnValue();
    settledProperties(group(EVERYTHING));
    const warnings = warn.mock.calls;
    warn.mockRestore();

    expect(warnings).toEqual([]);
  });
});
