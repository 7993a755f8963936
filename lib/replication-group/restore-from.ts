import { type IBucketRef } from 'aws-cdk-lib/aws-s3';
import { CodedError } from '../private/coded-error';
import { RESTORE_SOURCE_EMPTY } from '../private/restore-errors';

/**
 * What a new replication group begins with, instead of nothing.
 *
 * **It stays in the template for ever.** CloudFormation replaces a group when its source is changed, added or taken away, also
 * long after the group was restored, and whether or not the snapshot still exists.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-restoring.html
 */
export class RestoreFrom {
  /**
   * A snapshot in ElastiCache: `SnapshotName`. It is in the same account and region, of the same engine in the same or an older
   * version.
   *
   * A snapshot of a group with cluster mode needs cluster mode; one of a group with data tiering needs data tiering.
   *
   * @param snapshotName name of the snapshot, for example `automatic.sessions-2026-11-22-03-00`
   */
  public static snapshot(snapshotName: string): RestoreFrom {
    return new RestoreFrom(snapshotName, undefined);
  }

  /**
   * Files in S3, RDB dumps as `CopySnapshot`, Valkey and Redis make them: `SnapshotArns`. The bucket is in the same region, and
   * ElastiCache may read it.
   *
   * With cluster mode every shard has to say its slots, see `nodeGroups`.
   *
   * @param bucket the bucket with the files
   * @param keys keys of the files, without commas
   * @throws `CodedError` (`RestoreSourceEmpty`) without a key
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html
   */
  public static s3(bucket: IBucketRef, ...keys: string[]): RestoreFrom {
    return RestoreFrom.s3Arns(...keys.map((key) => `${bucket.bucketRef.bucketArn}/${key}`));
  }

  /**
   * Files in S3 by their ARNs: see `s3()`.
   *
   * @param arns for example `arn:aws:s3:::my-bucket/dump.rdb`, without commas
   * @throws `CodedError` (`RestoreSourceEmpty`) without an ARN
   */
  public static s3Arns(...arns: string[]): RestoreFrom {
    if (arns.length === 0) {
      throw new CodedError(RESTORE_SOURCE_EMPTY.code, 'restoreFrom names no file in S3: name one at least, or leave out restoreFrom');
    }
    return new RestoreFrom(undefined, arns);
  }

  private constructor(
    /** Name of the snapshot: `SnapshotName`. */
    public readonly snapshotName: string | undefined,
    /** ARNs of the files in S3: `SnapshotArns`. */
    public readonly snapshotArns: string[] | undefined,
  ) {}
}
