import { type Duration } from 'aws-cdk-lib';

/**
 * How a number follows a metric.
 */
export interface TargetTrackingOptions {
  /**
   * Where the metric should stay, 35 to 70 percent. Above it ElastiCache adds; it takes away again below three quarters of it.
   *
   * @default 60
   */
  readonly targetPercent?: number;

  /**
   * Whether never to take anything away again.
   *
   * @default false
   */
  readonly disableScaleIn?: boolean;

  /**
   * How long to wait after taking something away, before taking away more. Whole seconds.
   *
   * @default - what Application Auto Scaling has for ElastiCache
   */
  readonly scaleInCooldown?: Duration;

  /**
   * How long to wait after adding something, before adding more. Whole seconds. To add a shard takes minutes, and longer the
   * more data there is.
   *
   * @default - what Application Auto Scaling has for ElastiCache
   */
  readonly scaleOutCooldown?: Duration;
}
