import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnTopic, type ITopic, type ITopicRef } from 'aws-cdk-lib/aws-sns';
import { type IConstruct } from 'constructs';
import { type Fact, UNKNOWN } from './fact';
import { finalProperties, type TemplateProperties } from './final-properties';
import { referenceTarget } from './reference-target';

/**
 * Lets ElastiCache publish to a topic of this app. New topics allow their account by `aws:SourceAccount`, which ElastiCache does
 * not send; by `aws:SourceOwner` it can.
 *
 * Of an L1 and of an imported topic the policy is somebody else's business.
 */
export function letElastiCachePublish(group: IConstruct, topic: ITopicRef | undefined): void {
  if (topic === undefined || !hasPolicy(topic)) {
    return;
  }
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ElastiCacheNotifications',
      actions: ['sns:Publish'],
      principals: [new AnyPrincipal()],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceOwner': Stack.of(group).account } },
    }),
  );
}

/** Whether the topic is encrypted, if it is in the app: ElastiCache can not publish to it then. */
export function topicIsEncrypted(topicArn: unknown, read: (topic: CfnTopic) => TemplateProperties): Fact<boolean> {
  if (topicArn === undefined) {
    return undefined;
  }
  const topic = referenceTarget(topicArn);
  return CfnTopic.isCfnTopic(topic) ? read(topic)['KmsMasterKeyId'] !== undefined : UNKNOWN;
}

export const readTopicInTemplate = finalProperties;

export const readTopicDuringConstruction = ({ kmsMasterKeyId }: CfnTopic): TemplateProperties => ({ KmsMasterKeyId: kmsMasterKeyId });

function hasPolicy(topic: ITopicRef): topic is ITopic {
  return 'addToResourcePolicy' in topic;
}
