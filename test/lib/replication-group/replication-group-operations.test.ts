import { App, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import {
  CacheEngine,
  Durability,
  LogDelivery,
  LogFormat,
  NetworkType,
  RedisVersion,
  ReplicationGroup,
  type ReplicationGroupProps,
  ValkeyVersion,
} from '../../../lib';
import { TOPIC_OF_THE_STAGE } from '../../support/acknowledged-findings';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';

const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const LOG_GROUP = 'AWS::Logs::LogGroup';

describeConstruct('ReplicationGroup: operations', (test) => {
  const made = (props: Partial<ReplicationGroupProps>): ReplicationGroup =>
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });

  it('upgrades minor versions by itself unless told otherwise', () => {
    made({ autoMinorVersionUpgrade: false });

    test.template().hasResourceProperties(REPLICATION_GROUP, { AutoMinorVersionUpgrade: false });
  });

  it.each([
    [Durability.SYNC, 'sync'],
    [Durability.ASYNC, 'async'],
    [Durability.DISABLED, 'disabled'],
    [Durability.DEFAULT, 'default'],
  ])('writes to a log in several zones if told so: %s', (durability, expected) => {
    made({ durability, engine: CacheEngine.valkey(ValkeyVersion.V9_0) });

    test.template().hasResourceProperties(REPLICATION_GROUP, { Durability: expected });
  });

  it('says nothing of durability and maintenance by itself', () => {
    made({});

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      Durability: Match.absent(),
      PreferredMaintenanceWindow: Match.absent(),
      NotificationTopicArn: Match.absent(),
      LogDeliveryConfigurations: Match.absent(),
    });
  });
});

describeConstruct('ReplicationGroup: notifications', (test) => {
  it('go to a topic, whose policy lets ElastiCache publish', () => {
    const topic = new Topic(test.stack, 'Topic');
    const vpc = dualStackVpc(test.stack);
    ['One', 'Two'].forEach((id) => new ReplicationGroup(test.stack, id, { vpc, notificationTopic: topic }));

    const template = test.template(TOPIC_OF_THE_STAGE);
    template.allResourcesProperties(REPLICATION_GROUP, { NotificationTopicArn: test.stack.resolve(topic.topicArn) as unknown });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          {
            Sid: 'ElastiCacheNotifications',
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: 'sns:Publish',
            Resource: test.stack.resolve(topic.topicArn) as unknown,
            Condition: { StringEquals: { 'aws:SourceOwner': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
  });

  it('leave the policy of an L1 and of an imported topic alone', () => {
    const vpc = dualStackVpc(test.stack);
    const topics = [new CfnTopic(test.stack, 'Raw'), Topic.fromTopicArn(test.stack, 'Imported', Fn.importValue('topic'))];
    topics.forEach((notificationTopic, index) => new ReplicationGroup(test.stack, `Cache${index}`, { vpc, notificationTopic }));

    const template = test.template(TOPIC_OF_THE_STAGE);
    template.resourceCountIs('AWS::SNS::TopicPolicy', 0);
    template.hasResourceProperties(REPLICATION_GROUP, { NotificationTopicArn: { 'Fn::ImportValue': 'topic' } });
  });
});

describe('ReplicationGroup: a topic to which ElastiCache can not publish', () => {
  let stack: Stack;
  beforeEach(() => {
    stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  });

  it('fails if it is encrypted', () => {
    const notificationTopic = new Topic(stack, 'Topic', { masterKey: new Key(stack, 'Key') });

    expect(() => new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), notificationTopic })).toThrow('[NotificationTopicEncrypted]');
  });

  it('fails at synth if it is encrypted later', () => {
    const notificationTopic = new Topic(stack, 'Topic');
    new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), notificationTopic });
    (notificationTopic.node.defaultChild as CfnTopic).kmsMasterKeyId = 'alias/aws/sns';

    expect(() => Template.fromStack(stack)).toThrow('[NotificationTopicEncrypted]');
  });

  it.each(['arn:aws:sns:us-east-1:123456789012:topic', 'arn:aws:sns:eu-west-1:210987654321:topic'])('fails if it is elsewhere: %s', (arn) => {
    const notificationTopic = Topic.fromTopicArn(stack, 'Topic', arn);

    expect(() => new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), notificationTopic })).toThrow('[NotificationTopicElsewhere]');
  });
});

describeConstruct('ReplicationGroup: logs', (test) => {
  const made = (props: Partial<ReplicationGroupProps>): ReplicationGroup =>
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });

  it('go to log groups of their own that stay', () => {
    const cache = made({ slowLog: LogDelivery.cloudWatchLogs(), engineLog: LogDelivery.cloudWatchLogs({ format: LogFormat.TEXT }) });

    const template = test.template();
    const ofLog = (logGroup: unknown, LogType: string, LogFormat: string): object => ({
      DestinationType: 'cloudwatch-logs',
      DestinationDetails: { CloudWatchLogsDetails: { LogGroup: logGroup } },
      LogType,
      LogFormat,
    });
    const [slow, engine] = [cache.slowLogGroup, cache.engineLogGroup].map((each) => test.stack.resolve(each?.logGroupRef.logGroupName) as unknown);
    template.hasResourceProperties(REPLICATION_GROUP, {
      LogDeliveryConfigurations: [ofLog(slow, 'slow-log', 'json'), ofLog(engine, 'engine-log', 'text')],
    });
    template.hasResource(LOG_GROUP, { Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(slow).not.toEqual(engine);
  });

  it('have names for which there is always room, another one in every stack', () => {
    made({ slowLog: LogDelivery.cloudWatchLogs() });

    test.template().hasResourceProperties(LOG_GROUP, {
      LogGroupName: {
        'Fn::Join': [
          '',
          [
            Match.stringLikeRegexp('^/aws/vendedlogs/elasticache/Stack-?Cache.*-slow-log-$'),
            { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] },
          ],
        ],
      },
    });
  });

  it('are kept as told', () => {
    made({ slowLog: LogDelivery.cloudWatchLogs({ retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.DESTROY }) });

    test.template().hasResource(LOG_GROUP, { Properties: { RetentionInDays: 365 }, DeletionPolicy: 'Delete' });
  });

  it('can go to a log group that is there', () => {
    const logGroup = LogGroup.fromLogGroupName(test.stack, 'Logs', '/aws/vendedlogs/caches');
    const cache = made({ engineLog: LogDelivery.cloudWatchLogs({ logGroup }) });

    const template = test.template();
    template.hasResourceProperties(REPLICATION_GROUP, {
      LogDeliveryConfigurations: [
        Match.objectLike({ DestinationDetails: { CloudWatchLogsDetails: { LogGroup: '/aws/vendedlogs/caches' } }, LogType: 'engine-log' }),
      ],
    });
    expect([cache.slowLogGroup, cache.engineLogGroup]).toEqual([undefined, logGroup]);
  });

  it('can go to Firehose', () => {
    const deliveryStream = CfnDeliveryStream.fromDeliveryStreamName(test.stack, 'Stream', 'logs');
    const cache = made({
      slowLog: LogDelivery.firehose(deliveryStream),
      engineLog: LogDelivery.firehose(deliveryStream, { format: LogFormat.TEXT }),
    });

    const ofLog = (LogType: string, LogFormat: string): object => ({
      DestinationType: 'kinesis-firehose',
      DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 'logs' } },
      LogType,
      LogFormat,
    });
    test.template().hasResourceProperties(REPLICATION_GROUP, {
      LogDeliveryConfigurations: [ofLog('slow-log', 'json'), ofLog('engine-log', 'text')],
    });
    expect([cache.slowLogGroup, cache.engineLogGroup]).toEqual([undefined, undefined]);
  });
});

describe('ReplicationGroup: logs that can not be', () => {
  it('fails for a log group together with how it is to be made', () => {
    const logGroup = LogGroup.fromLogGroupName(new Stack(new App(), 'Stack'), 'Logs', 'logs');

    expect(() => LogDelivery.cloudWatchLogs({ logGroup, retention: RetentionDays.ONE_DAY })).toThrow(
      '[LogGroupOptionsContradictory] logGroup is "Stack/Logs" and retention or removalPolicy is set too',
    );
    expect(() => LogDelivery.cloudWatchLogs({ logGroup, removalPolicy: RemovalPolicy.DESTROY })).toThrow('[LogGroupOptionsContradictory]');
  });

  it('fails for engines that do not deliver them', () => {
    const stack = new Stack(new App(), 'Stack');
    const engine = CacheEngine.redis(RedisVersion.of('5.0.6'));
    const logs = { slowLog: LogDelivery.cloudWatchLogs(), engineLog: LogDelivery.cloudWatchLogs() };

    expect(
      () => new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), networkType: NetworkType.IPV4, engine, ...logs }),
    ).toThrow(expect.objectContaining({ codes: ['SlowLogNeedsNewerEngine', 'EngineLogNeedsNewerEngine'] }) as Error);
  });
});
