import { type Combination, type DimensionName, DIMENSIONS } from './dimensions';

type Row = readonly [
  engine: Combination['engine'],
  mode: Combination['mode'],
  network: Combination['network'],
  auth: Combination['auth'],
  tls: Combination['tls'],
  logs: Combination['logs'],
  scaling: Combination['scaling'],
];

/** Each pair of values that goes together is in at least one row: a test proves it. Add rows, change none. */
const ROWS: readonly Row[] = [
  ['valkey-8.1', 'one-shard', 'dual-ipv4', 'iam', 'required', 'no-logs', 'fixed'],
  ['valkey-9.0', 'one-shard', 'ipv4', 'token', 'preferred', 'firehose', 'more-replicas'],
  ['valkey-9.0', '3x2', 'ipv6', 'users', 'required', 'slow-log', 'more-shards'],
  ['valkey-9.0', 'node-groups', 'dual-ipv6', 'none', 'off', 'no-logs', 'fixed'],
  ['valkey-9.0', 'single', 'ipv6', 'rotated-token', 'preferred', 'firehose', 'fixed'],
  ['valkey-9.0', 'compatible', 'ipv4', 'none', 'required', 'slow-log', 'fixed'],
  ['valkey-8.1', '3x2', 'dual-ipv4', 'none', 'preferred', 'firehose', 'more-shards'],
  ['valkey-8.1', 'node-groups', 'dual-ipv6', 'rotated-token', 'required', 'slow-log', 'more-replicas'],
  ['valkey-8.1', 'single', 'ipv4', 'users', 'required', 'no-logs', 'fixed'],
  ['valkey-8.1', 'compatible', 'ipv6', 'token', 'required', 'no-logs', 'fixed'],
  ['valkey-7.2', 'one-shard', 'ipv6', 'none', 'off', 'slow-log', 'more-replicas'],
  ['valkey-7.2', '3x2', 'dual-ipv6', 'rotated-token', 'preferred', 'no-logs', 'more-shards'],
  ['valkey-7.2', 'node-groups', 'ipv4', 'iam', 'required', 'firehose', 'more-shards'],
  ['valkey-7.2', 'single', 'dual-ipv4', 'token', 'preferred', 'slow-log', 'fixed'],
  ['valkey-7.2', 'compatible', 'dual-ipv6', 'users', 'required', 'firehose', 'fixed'],
  ['redis-7.1', 'one-shard', 'dual-ipv4', 'users', 'required', 'no-logs', 'more-replicas'],
  ['redis-7.1', '3x2', 'ipv4', 'none', 'off', 'firehose', 'more-shards'],
  ['redis-7.1', 'node-groups', 'dual-ipv6', 'token', 'preferred', 'no-logs', 'fixed'],
  ['redis-7.1', 'single', 'ipv6', 'iam', 'required', 'slow-log', 'fixed'],
  ['redis-7.1', 'compatible', 'dual-ipv4', 'rotated-token', 'preferred', 'firehose', 'fixed'],
  ['redis-6.2', 'one-shard', 'ipv4', 'rotated-token', 'required', 'firehose', 'more-shards'],
  ['redis-6.2', '3x2', 'dual-ipv4', 'none', 'off', 'no-logs', 'fixed'],
  ['redis-6.2', 'node-groups', 'ipv6', 'users', 'required', 'slow-log', 'more-replicas'],
  ['redis-6.2', 'single', 'dual-ipv6', 'none', 'off', 'firehose', 'fixed'],
  ['valkey-9.0', 'node-groups', 'dual-ipv4', 'iam', 'required', 'slow-log', 'more-replicas'],
  ['redis-6.2', 'one-shard', 'dual-ipv6', 'token', 'required', 'slow-log', 'more-shards'],
  ['valkey-8.1', '3x2', 'dual-ipv6', 'none', 'off', 'slow-log', 'more-replicas'],
  ['redis-7.1', '3x2', 'dual-ipv6', 'iam', 'required', 'slow-log', 'more-shards'],
  ['valkey-7.2', '3x2', 'ipv4', 'token', 'required', 'no-logs', 'more-shards'],
  ['valkey-9.0', 'compatible', 'dual-ipv4', 'iam', 'required', 'slow-log', 'fixed'],
  ['valkey-8.1', 'compatible', 'dual-ipv6', 'none', 'off', 'firehose', 'fixed'],
];

export const MATRIX: readonly Combination[] = ROWS.map(([engine, mode, network, auth, tls, logs, scaling]) => ({ engine, mode, network, auth, tls, logs, scaling }));

export function nameOf(combination: Combination): string {
  return (Object.keys(DIMENSIONS) as DimensionName[]).map((dimension) => combination[dimension]).join(' ');
}

/** Where every dimension has its default. */
export const USUAL: Combination = { engine: 'valkey-8.1', mode: 'one-shard', network: 'dual-ipv4', auth: 'iam', tls: 'required', logs: 'no-logs', scaling: 'fixed' };

/** Values that do not go together, and the error that says so. */
export const IMPOSSIBLE: readonly { readonly pair: Partial<Combination>; readonly code: string }[] = [
  { pair: { engine: 'redis-6.2', mode: 'compatible' }, code: 'CompatibleModeNeedsNewerEngine' },
  { pair: { engine: 'redis-6.2', auth: 'iam' }, code: 'EngineVersionTooOldForIam' },
  { pair: { engine: 'redis-6.2', tls: 'preferred' }, code: 'TransitEncryptionModeTooNew' },
  { pair: { mode: 'single', scaling: 'more-shards' }, code: 'ScalingNeedsClusterMode' },
  { pair: { mode: 'single', scaling: 'more-replicas' }, code: 'ScalingNeedsClusterMode' },
  { pair: { mode: 'compatible', scaling: 'more-shards' }, code: 'ScalingNeedsClusterMode' },
  { pair: { mode: 'compatible', scaling: 'more-replicas' }, code: 'ScalingNeedsClusterMode' },
  { pair: { auth: 'iam', tls: 'preferred' }, code: 'UserGroupNeedsRequiredTls' },
  { pair: { auth: 'iam', tls: 'off' }, code: 'UserGroupNeedsTls' },
  { pair: { auth: 'token', tls: 'off' }, code: 'AuthTokenNeedsTls' },
  { pair: { auth: 'rotated-token', tls: 'off' }, code: 'AuthTokenNeedsTls' },
  { pair: { auth: 'users', tls: 'preferred' }, code: 'UserGroupNeedsRequiredTls' },
  { pair: { auth: 'users', tls: 'off' }, code: 'UserGroupNeedsTls' },
];
