import { type Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { type RestoreFrom } from './restore-from';
import { type DailyWindow } from './windows';

/**
 * What keeps the data of a replication group.
 */
export interface ReplicationGroupDataOptions {
  /**
   * How long automatic snapshots are kept: whole days, 0 to 35, where 0 takes none: `SnapshotRetentionLimit`. Changes in place.
   *
   * @default Duration.days(7)
   */
  readonly snapshotRetention?: Duration;

  /**
   * When ElastiCache begins the daily snapshot: `SnapshotWindow`. Changes in place. Must not overlap `maintenanceWindow`.
   *
   * @default - ElastiCache chooses
   */
  readonly snapshotWindow?: DailyWindow;

  /**
   * What the group begins with: `SnapshotName` or `SnapshotArns`.
   *
   * **Stays for ever**: to change it, to add it to a group that exists, or to take it away replaces the group, also when the
   * snapshot is long gone. The guard of the group refuses that.
   *
   * @default - nothing: the group begins empty
   */
  readonly restoreFrom?: RestoreFrom;

  /**
   * What becomes of the data when the group is removed from the stack or replaced: both `DeletionPolicy` and
   * `UpdateReplacePolicy`.
   *
   * With `RETAIN`, the subnet group, the parameter group and the security group stay too: the nodes use them.
   *
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether to refuse an update that would put a new, empty group in the place of this one, before anything changes: see
   * `ReplacementGuard`.
   *
   * What is marked as "replaces" here can then only pass with `allowReplacement`. A creation, a rollback or a deletion is never
   * held up.
   *
   * @default true
   */
  readonly replacementGuard?: boolean;

  /**
   * Lets one replacement of this group pass, with the loss of what it holds: its id, and why its data may go, for example
   * `'cac1x2y3z: moved to the group Orders on 2026-11-20'`. A refusal shows the id.
   *
   * The permission is used up by the replacement: the new group has another id, which the text does not name. Less than 10
   * characters are refused at synth with `AllowReplacementWithoutReason`, any text together with `replacementGuard: false` with
   * `AllowReplacementWithoutGuard`.
   *
   * @default - no replacement passes
   */
  readonly allowReplacement?: string;
}
