/** Why a rule of a pack finds something, and what to do. */
export interface Explanation {
  readonly rule: string;
  /** Construct paths that it is about. */
  readonly path: RegExp;
  /** The same in words. */
  readonly about: string;
  readonly reason: string;
}

/** Functions that this library or the provider framework of aws-cdk-lib brings. */
const CONTROL = String.raw`ElastiCacheGates/(Control|Provider/framework-\w+)|Cache/AuthTokenRotation/Function`;
const CONTROL_FUNCTIONS = new RegExp(`^(${CONTROL})/Resource$`);
const FUNCTIONS = new RegExp(String.raw`^(${CONTROL}|ElastiCacheGates/Probe\w*/Function)/Resource$`);

export const EXPLANATIONS: readonly Explanation[] = [
  {
    rule: 'AEC3',
    path: /^Cache\/Resource$/,
    about: 'groups with `TransitEncryption.DISABLED`',
    reason: 'only such nodes announce addresses, but everybody on the way can read along: use TLS if the clients can',
  },
  {
    rule: 'AEC5',
    path: /^Cache\/Resource$/,
    about: 'groups of Redis OSS',
    reason: 'the default port 6379 of Redis OSS is what clients expect; choose another `port` if you want to. A later change replaces the group',
  },
  {
    rule: 'AEC6',
    path: /^Cache\/Resource$/,
    about: 'groups with `Authentication.none()`',
    reason: 'nobody proves who they are: use `Authentication.iam()`. With IAM or a user group the library acknowledges the finding, because the rule knows AUTH tokens only',
  },
  {
    rule: 'ElastiCacheRedisClusterAutomaticBackup',
    path: /^Cache\/Resource$/,
    about: 'the group',
    reason: 'the rule wants snapshots to be kept for 15 days, the default is 7: `snapshotRetention: Duration.days(15)`',
  },
  {
    rule: 'SecretsManagerUsingKMSKey',
    path: /^Cache\/AuthToken\/Resource$/,
    about: 'the secret with the AUTH token',
    reason: 'it is encrypted with the key of Secrets Manager; a key of yours: `Authentication.generatedAuthToken({ encryptionKey })`',
  },
  {
    rule: 'CloudWatchLogGroupEncrypted',
    path: /^(ElastiCacheGates|Cache\/AuthTokenRotation)\/LogGroup\/Resource$/,
    about: 'log groups of our functions',
    reason: 'CloudWatch Logs encrypts them with a key of its own, and they hold no secrets; a key of yours: an aspect or an escape hatch',
  },
  {
    rule: 'IAMNoInlinePolicy',
    path: /^(ElastiCacheGates|Cache\/AuthTokenRotation)\//,
    about: 'roles of our functions',
    reason: 'each role belongs to one function and has exactly its rights, which nobody else can use; inline they come and go with it',
  },
  {
    rule: 'LambdaConcurrency',
    path: FUNCTIONS,
    about: 'our functions and those of the provider framework',
    reason: 'they run only during deployments and rotations, a few at a time; to reserve concurrency takes it from the account, and fails in small ones',
  },
  {
    rule: 'LambdaDLQ',
    path: FUNCTIONS,
    about: 'our functions and those of the provider framework',
    reason: 'what fails is told to CloudFormation or Secrets Manager, which show it and try again; a queue would tell nobody else',
  },
  {
    rule: 'LambdaInsideVPC',
    path: CONTROL_FUNCTIONS,
    about: 'our functions and those of the provider framework',
    reason: 'they call AWS, for which a VPC would need NAT or endpoints; only the probe of a gate is in the VPC, and it calls nobody but the nodes',
  },
];
