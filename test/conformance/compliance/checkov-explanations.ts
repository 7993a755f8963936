import { type Explanation } from './explanations';

/** Type and logical id of what the library, or the provider framework for it, brings. */
const FUNCTIONS = /^AWS::Lambda::Function\.(ElastiCacheGates|CacheAuthTokenRotation)/;
const CONTROL_FUNCTIONS = /^AWS::Lambda::Function\.(ElastiCacheGates(Control|Provider)|CacheAuthTokenRotation)/;
const GROUP = /^AWS::ElastiCache::ReplicationGroup\.Cache/;

/** Everything that checkov finds in the groups that the packs of rules judge; the paths are those of checkov. */
export const CHECKOV_EXPLANATIONS: readonly Explanation[] = [
  { rule: 'CKV_AWS_30', path: GROUP, about: 'groups with `TransitEncryption.DISABLED`', reason: 'as `AEC3` above' },
  { rule: 'CKV_AWS_31', path: GROUP, about: 'groups with `Authentication.none()`', reason: 'as `AEC6` above; with IAM, users or an AUTH token it passes' },
  {
    rule: 'CKV_AWS_111',
    path: /^AWS::IAM::Role\.ElastiCacheGatesProbe/,
    about: 'the role of the probe of a gate',
    reason: 'Lambda needs these rights on network interfaces to run a function in a VPC, and they take no resource',
  },
  { rule: 'CKV_AWS_115', path: FUNCTIONS, about: 'our functions and those of the provider framework', reason: 'as `LambdaConcurrency` above' },
  { rule: 'CKV_AWS_116', path: FUNCTIONS, about: 'our functions and those of the provider framework', reason: 'as `LambdaDLQ` above' },
  { rule: 'CKV_AWS_117', path: CONTROL_FUNCTIONS, about: 'our functions and those of the provider framework', reason: 'as `LambdaInsideVPC` above' },
  {
    rule: 'CKV_AWS_149',
    path: /^AWS::SecretsManager::Secret\.CacheAuthToken/,
    about: 'the secret with the AUTH token',
    reason: 'as `SecretsManagerUsingKMSKey` above',
  },
  {
    rule: 'CKV_AWS_158',
    path: /^AWS::Logs::LogGroup\.(ElastiCacheGates|CacheAuthTokenRotation)/,
    about: 'log groups of our functions',
    reason: 'as `CloudWatchLogGroupEncrypted` above',
  },
  {
    rule: 'CKV_AWS_173',
    path: FUNCTIONS,
    about: 'functions with environment variables',
    reason: 'they are names and ARNs, no secrets, and Lambda encrypts them with a key of its own',
  },
];

/** The table of `docs/chapters/compliance.md`. */
export function checkovTable(): string {
  const rows = CHECKOV_EXPLANATIONS.map(({ rule, about, reason }) => [`\`${rule}\``, about, reason]);
  return [['rule', 'about', 'why, and what to do'], Array<string>(3).fill('---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
