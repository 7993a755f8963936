import { App, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  ClusterMode,
  DailyWindow,
  DayOfWeek,
  MaintenanceWindow,
  ReplicationGroup,
  type ReplicationGroupProps,
  RestoreFrom,
} from '../../../lib';
import { WITHOUT_ENCRYPTION_AT_REST } from '../../support/acknowledged-findings';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';

const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';

describeConstruct('ReplicationGroup: snapshots', (test) => {
  const made = (props: Partial<ReplicationGroupProps> = {}): ReplicationGroup =>
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });

  it('are kept for a week', () => {
    made();

    test.template().hasResourceProperties(REPLICATION_GROUP, { SnapshotRetentionLimit: 7, SnapshotWindow: Match.absent() });
  });

  it.each([
    [Duration.days(35), 35],
    [Duration.hours(48), 2],
    [Duration.days(0), 0],
  ])('are kept as long as told: %s', (snapshotRetention, expected) => {
    made({ snapshotRetention });

    test.template().hasResourceProperties(REPLICATION_GROUP, { SnapshotRetentionLimit: expected });
  });

  it('are taken, and the nodes maintained, when told', () => {
    made({
      snapshotWindow: DailyWindow.startingAt({ hour: 3 }),
      maintenanceWindow: MaintenanceWindow.startingAt({ day: DayOfWeek.SUNDAY, hour: 4, duration: Duration.hours(2) }),
    });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      SnapshotWindow: '03:00-04:00',
      PreferredMaintenanceWindow: 'sun:04:00-sun:06:00',
    });
  });
});

describeConstruct('ReplicationGroup: restoring', (test) => {
  it('begins with a snapshot', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), restoreFrom: RestoreFrom.snapshot('nightly') });

    test.template().hasResourceProperties(REPLICATION_GROUP, { SnapshotName: 'nightly', SnapshotArns: Match.absent() });
  });

  it('begins with files in S3, of which each shard says its slots', () => {
    const bucket = Bucket.fromBucketName(test.stack, 'Bucket', 'dumps');
    new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      restoreFrom: RestoreFrom.s3(bucket, 'one.rdb', 'folder/two.rdb'),
      nodeGroups: [{ slots: '0-8191' }, { slots: '8192-16383' }],
    });

    const arn = (key: string): object => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:s3:::dumps/${key}`]] });
    test.template().hasResourceProperties(REPLICATION_GROUP, {
      SnapshotArns: [arn('one.rdb'), arn('folder/two.rdb')],
      SnapshotName: Match.absent(),
    });
  });

  it('tells the guard what it began with, which is to stay', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), restoreFrom: RestoreFrom.snapshot('nightly') });

    test.template().hasResourceProperties('Custom::ElastiCacheReplacementGuard', { Wanted: Match.objectLike({ SnapshotName: 'nightly' }) });
  });

  it('takes tokens', () => {
    new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      clusterMode: ClusterMode.DISABLED,
      restoreFrom: RestoreFrom.s3Arns(Fn.importValue('dump')),
    });

    test.template().hasResourceProperties(REPLICATION_GROUP, { SnapshotArns: [{ 'Fn::ImportValue': 'dump' }] });
  });
});

describeConstruct('ReplicationGroup: encryption at rest', (test) => {
  it('can be with a key of your own', () => {
    const key = new Key(test.stack, 'Key', { enableKeyRotation: true });
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), encryptionKey: key });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      AtRestEncryptionEnabled: true,
      KmsKeyId: test.stack.resolve(key.keyArn) as unknown,
    });
  });

  it('can be with a key of another stack', () => {
    const key = new Key(new Stack(test.app, 'Keys'), 'Key', { enableKeyRotation: true });
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), encryptionKey: key });

    const template = test.template();
    const imported = { 'Fn::ImportValue': Match.stringLikeRegexp('^Keys:ExportsOutput') };
    template.hasResourceProperties(REPLICATION_GROUP, { KmsKeyId: imported });
    template.hasResourceProperties('Custom::ElastiCacheReplacementGuard', { Wanted: Match.objectLike({ KmsKeyId: imported }) });
  });

  it('can be off, for a group that was made without', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), atRestEncryption: false });

    test.template(WITHOUT_ENCRYPTION_AT_REST).hasResourceProperties(REPLICATION_GROUP, {
      AtRestEncryptionEnabled: false,
      KmsKeyId: Match.absent(),
    });
  });
});

describe('ReplicationGroup: what can not keep data', () => {
  it.each<[string, (stack: Stack) => Partial<ReplicationGroupProps>, string[]]>([
    ['too many days', () => ({ snapshotRetention: Duration.days(36) }), ['SnapshotRetentionOutOfRange']],
    ['half a day', () => ({ snapshotRetention: Duration.hours(12) }), ['SnapshotRetentionOutOfRange']],
    [
      'windows that overlap',
      () => ({ snapshotWindow: DailyWindow.of('04:30-05:30'), maintenanceWindow: MaintenanceWindow.of('sun:05:00-sun:06:00') }),
      ['WindowsOverlap'],
    ],
    ['files without slots', () => ({ restoreFrom: RestoreFrom.s3Arns('arn:aws:s3:::b/k.rdb') }), ['SnapshotArnsNeedSlots']],
    [
      'a file that is none',
      () => ({ clusterMode: ClusterMode.DISABLED, restoreFrom: RestoreFrom.s3Arns('s3://b/k.rdb') }),
      ['SnapshotArnMalformed'],
    ],
    ['a key without encryption', (stack) => ({ atRestEncryption: false, encryptionKey: new Key(stack, 'Key') }), ['KmsKeyNeedsEncryption']],
  ])('fails with %s', (_, props, codes) => {
    const stack = new Stack(new App(), 'Stack');

    expect(() => new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), removalPolicy: RemovalPolicy.DESTROY, ...props(stack) })).toThrow(
      expect.objectContaining({ codes }) as Error,
    );
  });

  it('fails without a file', () => {
    expect(() => RestoreFrom.s3Arns()).toThrow('[RestoreSourceEmpty] restoreFrom names no file');
  });
});
