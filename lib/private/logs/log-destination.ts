import { type RemovalPolicy } from 'aws-cdk-lib';
import { type IDeliveryStreamRef } from 'aws-cdk-lib/aws-kinesisfirehose';
import { type ILogGroupRef, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type LogFormat } from '../../replication-group/logs/log-format';

/** Where a log goes: what a `LogDelivery` stands for. The kinds are as CloudFormation spells them. */
export type LogDestination =
  | {
      readonly kind: 'cloudwatch-logs';
      readonly format: LogFormat;
      readonly logGroup?: ILogGroupRef;
      readonly retention?: RetentionDays;
      readonly removalPolicy?: RemovalPolicy;
    }
  | { readonly kind: 'kinesis-firehose'; readonly format: LogFormat; readonly deliveryStream: IDeliveryStreamRef };
