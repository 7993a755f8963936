import { type CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';

/** The older versions of the L1 do not know durability. */
export type OperationProperties = Partial<CfnReplicationGroupProps> & { readonly durability?: string };

/** Days that automatic snapshots are kept: enough to come back from a mistake of last week. */
const SNAPSHOT_RETENTION_DAYS = 7;

/** What keeps the data and looks after the nodes, in the words of the L1. */
export function renderOperations(props: ReplicationGroupProps): OperationProperties {
  return {
    atRestEncryptionEnabled: props.atRestEncryption ?? true,
    kmsKeyId: props.encryptionKey?.keyRef.keyArn,
    // parts of days are for the rule to refuse
    snapshotRetentionLimit: props.snapshotRetention?.toDays({ integral: false }) ?? SNAPSHOT_RETENTION_DAYS,
    snapshotWindow: props.snapshotWindow?.text,
    snapshotName: props.restoreFrom?.snapshotName,
    snapshotArns: props.restoreFrom?.snapshotArns,
    preferredMaintenanceWindow: props.maintenanceWindow?.text,
    autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? true,
    notificationTopicArn: props.notificationTopic?.topicRef.topicArn,
    durability: props.durability,
  };
}
