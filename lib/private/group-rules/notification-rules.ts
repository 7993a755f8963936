import { type GroupRule } from './group-rule';

/** What it takes to be told of what happens. */
export const NOTIFICATION_RULES: readonly GroupRule[] = [
  {
    code: 'NotificationTopicEncrypted',
    refuses: 'an encrypted `notificationTopic`, to which ElastiCache does not publish',
    problem: ({ topicIsEncrypted }) =>
      topicIsEncrypted === true
        ? 'notificationTopic (NotificationTopicArn) is encrypted, and ElastiCache publishes nothing to such a topic without saying so: ' +
          'use a topic without a key (KmsMasterKeyId)'
        : undefined,
  },
];
