import { Aws, Fn, Names, RemovalPolicy } from 'aws-cdk-lib';
import { type CfnReplicationGroup, type CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { type ILogGroupRef, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { type LogDelivery } from '../../replication-group/logs/log-delivery';
import { type ReplicationGroupOperationOptions } from '../../replication-group/replication-group-operation-options';
import { type LogDestination } from './log-destination';

/** Under this prefix AWS lets its delivery service write without a growing policy, of which there is room for 5120 characters. */
const LOG_GROUP_PREFIX = '/aws/vendedlogs/elasticache/';
const LONGEST_NAME = 200;

/** As ElastiCache spells them. */
type LogType = 'slow-log' | 'engine-log';

/** The logs that are delivered. */
export interface BoundLogDeliveries {
  readonly properties: Pick<CfnReplicationGroupProps, 'logDeliveryConfigurations'>;
  readonly slowLogGroup?: ILogGroupRef;
  readonly engineLogGroup?: ILogGroupRef;
}

interface BoundLogDelivery {
  readonly configuration: CfnReplicationGroup.LogDeliveryConfigurationRequestProperty;
  /** Where CloudWatch Logs keeps it, if it does. */
  readonly logGroup?: ILogGroupRef;
}

/** Makes what the delivery of logs needs, in the tree of the replication group. */
export function bindLogDeliveries(group: Construct, { slowLog, engineLog }: ReplicationGroupOperationOptions): BoundLogDeliveries {
  const [slow, engine] = [bindLogDelivery(group, 'slow-log', slowLog), bindLogDelivery(group, 'engine-log', engineLog)];
  const bound = [slow, engine].filter((each) => each !== undefined);
  return {
    properties: bound.length === 0 ? {} : { logDeliveryConfigurations: bound.map(({ configuration }) => configuration) },
    slowLogGroup: slow?.logGroup,
    engineLogGroup: engine?.logGroup,
  };
}

function bindLogDelivery(group: Construct, logType: LogType, delivery: LogDelivery | undefined): BoundLogDelivery | undefined {
  if (delivery === undefined) {
    return undefined;
  }
  const destination = delivery._destination;
  const common = { logType, logFormat: destination.format, destinationType: destination.kind };
  if (destination.kind === 'kinesis-firehose') {
    const { deliveryStreamName } = destination.deliveryStream.deliveryStreamRef;
    return { configuration: { ...common, destinationDetails: { kinesisFirehoseDetails: { deliveryStream: deliveryStreamName } } } };
  }
  const logGroup = destination.logGroup ?? newLogGroup(group, logType, destination);
  const { logGroupName } = logGroup.logGroupRef;
  return { configuration: { ...common, destinationDetails: { cloudWatchLogsDetails: { logGroup: logGroupName } } }, logGroup };
}

function newLogGroup(group: Construct, logType: LogType, destination: Extract<LogDestination, { kind: 'cloudwatch-logs' }>): LogGroup {
  const id = logType === 'slow-log' ? 'SlowLog' : 'EngineLog';
  // it outlives its stack, so the name must be another one in the next stack of that name
  const idOfStack = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  const path = Names.uniqueResourceName(group, { maxLength: LONGEST_NAME, separator: '-' });
  return new LogGroup(group, id, {
    logGroupName: `${LOG_GROUP_PREFIX}${path}-${logType}-${idOfStack}`,
    retention: destination.retention ?? RetentionDays.ONE_MONTH,
    removalPolicy: destination.removalPolicy ?? RemovalPolicy.RETAIN,
  });
}
