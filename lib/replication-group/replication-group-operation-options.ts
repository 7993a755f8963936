import { type ITopicRef } from 'aws-cdk-lib/aws-sns';
import { type Durability } from './durability';
import { type LogDelivery } from './logs';
import { type MaintenanceWindow } from './windows';

/**
 * How a replication group is looked after.
 */
export interface ReplicationGroupOperationOptions {
  /**
   * When ElastiCache may maintain the nodes, for example put in security updates: `PreferredMaintenanceWindow`. Changes in place.
   * Must not overlap `snapshotWindow`.
   *
   * @default - ElastiCache chooses a window of the region, on a random day
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * Whether ElastiCache upgrades to new minor versions of the engine by itself, in a maintenance window:
   * `AutoMinorVersionUpgrade`. Changes in place.
   *
   * @default true
   */
  readonly autoMinorVersionUpgrade?: boolean;

  /**
   * Where ElastiCache tells what happens to the group, for example a failover: `NotificationTopicArn`. Changes in place.
   *
   * A topic of the same account and region, not encrypted. Its policy has to let the account publish by `aws:SourceOwner`, which
   * the policies that new topics begin with do not; of a `Topic` in this app the library sees to that.
   *
   * @default - nowhere
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
   */
  readonly notificationTopic?: ITopicRef;

  /**
   * Where the slow log goes: `LogDeliveryConfigurations` with `slow-log`. Needs Valkey or Redis OSS 6.0. Changes in place.
   *
   * What is slow says the parameter `slowlog-log-slower-than`.
   *
   * @default - nowhere
   */
  readonly slowLog?: LogDelivery;

  /**
   * Where the log of the engine goes: `LogDeliveryConfigurations` with `engine-log`. Needs Valkey or Redis OSS 6.2. Changes in
   * place.
   *
   * @default - nowhere
   */
  readonly engineLog?: LogDelivery;

  /**
   * Whether writes go to a log in several availability zones: `Durability`. Changes in place.
   *
   * @default - not said, which is `Durability.DEFAULT`
   */
  readonly durability?: Durability;
}
