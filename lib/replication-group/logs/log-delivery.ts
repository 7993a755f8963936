import { type IDeliveryStreamRef } from 'aws-cdk-lib/aws-kinesisfirehose';
import { CodedError } from '../../private/coded-error';
import { type LogDestination } from '../../private/logs/log-destination';
import { LOG_GROUP_OPTIONS_CONTRADICTORY } from '../../private/logs/log-errors';
import { type CloudWatchLogsOptions } from './cloud-watch-logs-options';
import { type FirehoseOptions } from './firehose-options';
import { LogFormat } from './log-format';

/**
 * Where a log of the nodes goes: an entry of `LogDeliveryConfigurations`.
 *
 * Whoever deploys needs rights to deliver logs (`logs:CreateLogDelivery` and others); AWS then lets its delivery service write to
 * the destination.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Logging-destinations.html
 */
export class LogDelivery {
  /**
   * To CloudWatch Logs, one log stream for each node. Without a log group of your own it makes one, which keeps entries for a
   * month and stays when the stack is deleted.
   *
   * @param options which log group, and how
   * @throws `CodedError` (`LogGroupOptionsContradictory`) for a log group together with how it is to be made
   */
  public static cloudWatchLogs(options: CloudWatchLogsOptions = {}): LogDelivery {
    const { logGroup, retention, removalPolicy, format = LogFormat.JSON } = options;
    if (logGroup !== undefined && (retention !== undefined || removalPolicy !== undefined)) {
      throw new CodedError(
        LOG_GROUP_OPTIONS_CONTRADICTORY.code,
        `logGroup is ${JSON.stringify(logGroup.node.path)} and retention or removalPolicy is set too, which are for a log group that is ` +
          'made: leave them out, or leave out logGroup',
      );
    }
    return new LogDelivery({ kind: 'cloudwatch-logs', format, logGroup, retention, removalPolicy });
  }

  /**
   * To Amazon Data Firehose. The delivery stream takes data by `DirectPut`.
   *
   * @param deliveryStream a stream in the same account and region
   * @param options how
   */
  public static firehose(deliveryStream: IDeliveryStreamRef, options: FirehoseOptions = {}): LogDelivery {
    return new LogDelivery({ kind: 'kinesis-firehose', format: options.format ?? LogFormat.JSON, deliveryStream });
  }

  /** @internal */
  public readonly _destination: LogDestination;

  private constructor(destination: LogDestination) {
    this._destination = destination;
  }
}
