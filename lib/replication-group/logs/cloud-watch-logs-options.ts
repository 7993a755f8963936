import { type RemovalPolicy } from 'aws-cdk-lib';
import { type ILogGroupRef, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type LogFormat } from './log-format';

/**
 * How a log is delivered to CloudWatch Logs.
 */
export interface CloudWatchLogsOptions {
  /**
   * The log group. Excludes `retention` and `removalPolicy`.
   *
   * One whose name begins with `/aws/vendedlogs/` never meets the limit on the size of the policy that lets AWS write to log
   * groups.
   *
   * @default - one of its own, `/aws/vendedlogs/elasticache/<construct path>-<id of the stack>`
   */
  readonly logGroup?: ILogGroupRef;

  /**
   * How long entries are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly retention?: RetentionDays;

  /**
   * What becomes of the log group when it is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * How an entry is written.
   *
   * @default LogFormat.JSON
   */
  readonly format?: LogFormat;
}
