import { arnOf, type GenericTypes } from './generic-type';

/** What stands around a cache: logs, alarms, keys, queues, services, scaling. */
export const OTHER_TYPES: GenericTypes = {
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    createOnly: ['ResourceId', 'ServiceNamespace', 'ScalableDimension'],
    ref: 'Id',
    attributes: (_, properties) => ({ Id: ['ResourceId', 'ScalableDimension', 'ServiceNamespace'].map((name) => String(properties[name])).join('|') }),
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    createOnly: ['PolicyName', 'ResourceId', 'ScalableDimension', 'ScalingTargetId', 'ServiceNamespace'],
    ref: 'Arn',
    attributes: arnOf('autoscaling', 'scalingPolicy:'),
  },
  'AWS::CDK::Metadata': {},
  'AWS::CloudFormation::WaitConditionHandle': {},
  'AWS::CloudWatch::Alarm': { nameProperty: 'AlarmName', attributes: arnOf('cloudwatch', 'alarm:') },
  'AWS::CloudWatch::CompositeAlarm': { nameProperty: 'AlarmName', attributes: arnOf('cloudwatch', 'alarm:') },
  'AWS::CloudWatch::Dashboard': { nameProperty: 'DashboardName' },
  'AWS::ECS::Cluster': { nameProperty: 'ClusterName', attributes: arnOf('ecs', 'cluster/') },
  'AWS::ECS::Service': {
    nameProperty: 'ServiceName',
    createOnly: ['Cluster', 'LaunchType', 'SchedulingStrategy'],
    ref: 'ServiceArn',
    attributes: (identity, properties) => ({ ...arnOf('ecs', 'service/', 'ServiceArn')(identity, properties), Name: identity.name }),
  },
  'AWS::ECS::TaskDefinition': {
    createOnly: ['ContainerDefinitions', 'Cpu', 'Memory', 'Family', 'NetworkMode', 'TaskRoleArn', 'ExecutionRoleArn', 'Volumes'],
    ref: 'TaskDefinitionArn',
    attributes: ({ region, account, name }) => ({ TaskDefinitionArn: `arn:aws:ecs:${region}:${account}:task-definition/${name}:1` }),
  },
  'AWS::Events::Rule': { nameProperty: 'Name', attributes: arnOf('events', 'rule/') },
  'AWS::IAM::InstanceProfile': {
    nameProperty: 'InstanceProfileName',
    attributes: ({ account, name }) => ({ Arn: `arn:aws:iam::${account}:instance-profile/${name}` }),
  },
  'AWS::KMS::Alias': { nameProperty: 'AliasName' },
  'AWS::KMS::Key': { attributes: (identity, properties) => ({ ...arnOf('kms', 'key/')(identity, properties), KeyId: identity.name }) },
  'AWS::KinesisFirehose::DeliveryStream': {
    nameProperty: 'DeliveryStreamName',
    createOnly: ['DeliveryStreamType', 'KinesisStreamSourceConfiguration'],
    attributes: arnOf('firehose', 'deliverystream/'),
  },
  'AWS::Logs::LogGroup': { nameProperty: 'LogGroupName', attributes: ({ region, account, name }) => ({ Arn: `arn:aws:logs:${region}:${account}:log-group:${name}:*` }) },
  'AWS::Logs::LogStream': { nameProperty: 'LogStreamName', createOnly: ['LogGroupName'] },
  'AWS::Logs::MetricFilter': { nameProperty: 'FilterName', createOnly: ['LogGroupName'] },
  'AWS::Logs::ResourcePolicy': { nameProperty: 'PolicyName' },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    attributes: ({ name, region }) => ({
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    }),
  },
  'AWS::S3::BucketPolicy': { nameProperty: 'Bucket' },
  'AWS::SNS::Subscription': { createOnly: ['Endpoint', 'Protocol', 'TopicArn'], ref: 'Arn', attributes: arnOf('sns', '') },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    ref: 'TopicArn',
    attributes: (identity, properties) => ({ ...arnOf('sns', '', 'TopicArn')(identity, properties), TopicName: identity.name }),
  },
  'AWS::SNS::TopicPolicy': { attributes: ({ name }) => ({ Id: name }) },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: 'QueueUrl',
    attributes: (identity, properties) => ({
      ...arnOf('sqs', '')(identity, properties),
      QueueName: identity.name,
      QueueUrl: `https://sqs.${identity.region}.amazonaws.com/${identity.account}/${identity.name}`,
    }),
  },
  'AWS::SQS::QueuePolicy': { attributes: ({ name }) => ({ Id: name }) },
};
