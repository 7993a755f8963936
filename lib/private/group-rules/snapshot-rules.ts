import { UNKNOWN } from '../fact';
import { type GroupFacts } from '../group-facts';
import { type GroupRule, isOutOfRange, known } from './group-rule';

const MAX_RETENTION_DAYS = 35;

/** Also a rule of serverless caches. */
export const SNAPSHOT_RETENTION_OUT_OF_RANGE: Omit<GroupRule, 'problem'> & {
  readonly problem: (facts: Pick<GroupFacts, 'snapshotRetention'>) => string | undefined;
} = {
  code: 'SnapshotRetentionOutOfRange',
  refuses: '`snapshotRetention` outside of 0 to 35 whole days',
  problem: ({ snapshotRetention }) =>
    isOutOfRange(snapshotRetention, 0, MAX_RETENTION_DAYS)
      ? `snapshotRetention (SnapshotRetentionLimit) is ${snapshotRetention} days but must be whole days from 0 (no snapshots) to ${MAX_RETENTION_DAYS}: ` +
        'use for example 7'
      : undefined,
};

/** What snapshots are kept, and which one the group begins with. */
export const SNAPSHOT_RULES: readonly GroupRule[] = [
  SNAPSHOT_RETENTION_OUT_OF_RANGE,
  {
    code: 'TwoSnapshotSources',
    refuses: '`SnapshotName` and `SnapshotArns` together (raw `CfnReplicationGroup`, escape hatch)',
    problem: ({ snapshotName, snapshotArns }) =>
      snapshotName !== undefined && snapshotArns !== undefined
        ? `property SnapshotName is ${JSON.stringify(known(snapshotName) ?? 'a token')} and SnapshotArns is set too, but a group begins with ` +
          'one of them: leave out the other'
        : undefined,
  },
  {
    code: 'SnapshotArnMalformed',
    refuses: '`restoreFrom` with ARNs that do not name objects in S3',
    problem: ({ snapshotArns }) => {
      const wrong = known(snapshotArns)?.find((arn) => typeof arn === 'string' && !/^arn:[^:]+:s3:::[^/,]+\/[^,]+$/.test(arn));
      return typeof wrong === 'string'
        ? `restoreFrom (SnapshotArns) has ${JSON.stringify(wrong)}, which is not the ARN of an object in S3 without commas: use for example ` +
            '"arn:aws:s3:::my-bucket/dump.rdb"'
        : undefined;
    },
  },
  {
    code: 'SnapshotArnsNeedSlots',
    refuses: '`restoreFrom` with files in S3 for a cluster whose shards do not say their slots',
    problem: ({ snapshotArns, clusterMode, nodeGroups }) => {
      const isCluster = snapshotArns !== undefined && clusterMode === 'enabled' && nodeGroups !== UNKNOWN;
      return isCluster && (nodeGroups === undefined || nodeGroups.some(({ slots }) => slots === undefined))
        ? 'restoreFrom has files in S3 (SnapshotArns) and clusterMode is "enabled", where ElastiCache must be told the slots of every ' +
            'shard: use nodeGroups (NodeGroupConfiguration) with slots, for example "0-8191" and "8192-16383"'
        : undefined;
    },
  },
];
