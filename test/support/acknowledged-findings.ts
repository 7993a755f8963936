/** A finding of a checker that is right in general and wrong or beside the point here. */
export interface AcknowledgedFinding {
  readonly id: RegExp;
  /** Only at such a path. */
  readonly path?: RegExp;
  readonly reason: string;
}

/** Findings about resources that only tests make, so that the constructs have something to stand on. */
const ABOUT_THE_STAGE: readonly AcknowledgedFinding[] = [
  { id: /^AwsSolutions-VPC7$/, reason: 'the VPC of a test carries no traffic that a flow log could show' },
];

/** Findings about what the CDK writes into every template. */
const ABOUT_THE_CDK: readonly AcknowledgedFinding[] = [
  { id: /^W3005$/, path: /^DependsOn/, reason: 'the CDK makes functions depend on their roles twice, which harms nobody' },
];

const ABOUT_REPLICATION_GROUPS: readonly AcknowledgedFinding[] = [
  { id: /^AwsSolutions-AEC6$/, reason: 'looks at AuthToken only; a group can be protected by user groups instead' },
];

const FRAMEWORK = /\/ElastiCacheGates\/Provider\//;

const ABOUT_GATES: readonly AcknowledgedFinding[] = [
  { id: /^AwsSolutions-L1$/, path: FRAMEWORK, reason: 'aws-cdk-lib chooses the runtime of its provider framework' },
  { id: /^AwsSolutions-SF[12]$/, path: FRAMEWORK, reason: 'aws-cdk-lib makes the waiter; the handlers log what it waits for' },
  {
    id: /^AwsSolutions-IAM5\[Resource::<.*\.Arn>:\*\]$/,
    path: /\/ElastiCacheGates\//,
    reason: 'the provider framework may call every version of our own handlers, and of nothing else',
  },
  {
    id: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    path: /\/ElastiCacheGates\/Probe[^/]*\/Role\//,
    reason: 'a function in a VPC needs rights on network interfaces, which do not exist yet when the role is written',
  },
  {
    id: /^AwsSolutions-IAM5\[Resource::.*:elasticache:.*:cluster:.*-\*\]$/,
    path: /\/ElastiCacheGates\/Access[^/]*\//,
    reason: 'the ids of the members begin with the id of their group, the rest is not known at synth',
  },
];

/** For tests of groups without in-transit encryption. */
export const WITHOUT_ENCRYPTION: AcknowledgedFinding = {
  id: /^AwsSolutions-AEC3$/,
  reason: 'nodes announce addresses only without TLS, which is when a propagation gate has something to wait for',
};

/** For tests of groups that are not encrypted at rest. */
export const WITHOUT_ENCRYPTION_AT_REST: AcknowledgedFinding = {
  id: /^AwsSolutions-AEC3$/,
  reason: 'a group that was made without encryption keeps being without it until it is replaced',
};

/** For tests with a topic. */
export const TOPIC_OF_THE_STAGE: AcknowledgedFinding = {
  id: /^AwsSolutions-SNS[23]$/,
  reason: 'ElastiCache publishes to no encrypted topic; who else may publish is for the owner of the topic to say',
};

/** For tests of groups without replicas. */
export const WITHOUT_REPLICAS: AcknowledgedFinding = {
  id: /^AwsSolutions-AEC4$/,
  reason: 'there is no second zone without a replica; the library asks the user to accept that',
};

/** Everything that the checks of `describeConstruct` always accept, with the reason, in this one place. */
export const ACKNOWLEDGED_FINDINGS: readonly AcknowledgedFinding[] = [
  ...ABOUT_THE_STAGE,
  ...ABOUT_THE_CDK,
  ...ABOUT_REPLICATION_GROUPS,
  ...ABOUT_GATES,
];
