import { Token } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { CacheEndpoint } from '../../replication-group/cache-endpoint';
import { CacheEngine } from '../../replication-group/cache-engine';
import { CacheNodeType } from '../../replication-group/cache-node-type';
import { ClusterMode } from '../../replication-group/cluster-mode';
import { IpDiscovery } from '../../replication-group/ip-discovery';
import { NetworkType } from '../../replication-group/network-type';
import { RedisVersion } from '../../replication-group/redis-version';
import { type ReplicationGroupAttributes } from '../../replication-group/replication-group-attributes';
import { type ReplicationGroupLookupOptions } from '../../replication-group/replication-group-lookup-options';
import { TransitEncryption } from '../../replication-group/transit-encryption';
import { ValkeyVersion } from '../../replication-group/valkey-version';
import { LOOKUP_NEEDS_LITERAL } from '../error-catalogue';
import { memberIdsOf } from '../member-ids';
import { DEFAULT_PORT } from '../replication-group-settings';
import { ReplicationGroupValidationError } from '../validation-error';
import { type LookedUp, lookUp, PENDING } from './cloud-control-lookup';

/** What is known of a group after a look-up. */
export interface LookedUpReplicationGroup extends ReplicationGroupAttributes {
  readonly securityGroupIds?: readonly string[];
}

/** What every group has, whatever it is like. What only some have must not be here. */
const GROUP_PROPERTIES = ['CacheNodeType', 'ClusterMode', 'Engine', 'IpDiscovery', 'NetworkType', 'TransitEncryptionEnabled'];

/** Of a group, Cloud Control does not tell these; of a node it does. */
const NODE_PROPERTIES = ['EngineVersion', 'VpcSecurityGroupIds'];

/** What constructs may be given before anybody has looked: enough to build on, and nothing that a rule could judge. */
const BEFORE_THE_LOOKUP = {
  clusterMode: ClusterMode.ENABLED,
  configurationEndpoint: new CacheEndpoint('not-looked-up.cache.amazonaws.com', DEFAULT_PORT),
  primaryEndpoint: new CacheEndpoint('not-looked-up.cache.amazonaws.com', DEFAULT_PORT),
  readerEndpoint: new CacheEndpoint('not-looked-up.cache.amazonaws.com', DEFAULT_PORT),
  securityGroupIds: ['sg-12345678'],
} as const;

/**
 * Looks a group up, in steps: which endpoints it has, and what its nodes are called, depends on its cluster mode.
 *
 * @throws ReplicationGroupValidationError (`LookupNeedsLiteral`)
 */
export function lookUpReplicationGroup(scope: Construct, options: ReplicationGroupLookupOptions): LookedUpReplicationGroup {
  if (Token.isUnresolved(options.replicationGroupId)) {
    const message =
      'replicationGroupId of fromLookup() is a token, which is only known during deployment: write the id out, or use ' +
      'fromReplicationGroupAttributes()';
    throw new ReplicationGroupValidationError(scope, [{ code: LOOKUP_NEEDS_LITERAL.code, message }]);
  }
  const replicationGroupId = options.replicationGroupId.toLowerCase();
  const stated = { ...options, replicationGroupId };
  const group = lookUp(scope, { typeName: 'AWS::ElastiCache::ReplicationGroup', identifier: replicationGroupId, properties: GROUP_PROPERTIES });
  if (group === PENDING || group === undefined) {
    return { ...BEFORE_THE_LOOKUP, ...stated };
  }
  const clusterMode = oneOf(Object.values(ClusterMode), group['ClusterMode']);
  const node = options.securityGroups === undefined ? lookUpNode(scope, stated, clusterMode) : undefined;
  return {
    ...lookUpEndpoints(scope, replicationGroupId, clusterMode),
    shards: clusterMode === ClusterMode.DISABLED ? 1 : undefined,
    ...(node === PENDING
      ? { securityGroupIds: BEFORE_THE_LOOKUP.securityGroupIds }
      : { securityGroupIds: textsOf(node?.['VpcSecurityGroupIds']), engine: engineOf(group['Engine'], node?.['EngineVersion']) }),
    ...definedOnly(stated),
    clusterMode,
    networkType: oneOf(Object.values(NetworkType), group['NetworkType']),
    ipDiscovery: oneOf(Object.values(IpDiscovery), group['IpDiscovery']),
    transitEncryption: isTrue(group['TransitEncryptionEnabled']) ? TransitEncryption.REQUIRED : TransitEncryption.DISABLED,
    nodeType: CacheNodeType.of(String(group['CacheNodeType'])),
    replicationGroupId,
  };
}

function lookUpEndpoints(
  scope: Construct,
  identifier: string,
  clusterMode: ClusterMode | undefined,
): Pick<ReplicationGroupAttributes, 'configurationEndpoint' | 'primaryEndpoint' | 'readerEndpoint' | 'port'> {
  const names = clusterMode === ClusterMode.ENABLED ? ['ConfigurationEndPoint'] : ['PrimaryEndPoint', 'ReaderEndPoint'];
  const properties = names.flatMap((name) => [`${name}.Address`, `${name}.Port`]);
  const found = lookUp(scope, { typeName: 'AWS::ElastiCache::ReplicationGroup', identifier, properties });
  if (found === PENDING || found === undefined) {
    const { configurationEndpoint, primaryEndpoint, readerEndpoint } = BEFORE_THE_LOOKUP;
    return { configurationEndpoint, primaryEndpoint, readerEndpoint };
  }
  const [first] = names;
  return {
    configurationEndpoint: endpointIn(found, 'ConfigurationEndPoint'),
    primaryEndpoint: endpointIn(found, 'PrimaryEndPoint'),
    readerEndpoint: endpointIn(found, 'ReaderEndPoint'),
    port: endpointIn(found, first ?? '')?.port,
  };
}

function endpointIn(found: LookedUp, name: string): CacheEndpoint | undefined {
  const address = found[`${name}.Address`];
  return typeof address === 'string' ? new CacheEndpoint(address, Number(found[`${name}.Port`])) : undefined;
}

/** One node tells for all. Where it has another name than the first node of a group has by default, nothing is told. */
function lookUpNode(
  scope: Construct,
  { replicationGroupId, ...shape }: ReplicationGroupLookupOptions,
  clusterMode: ClusterMode | undefined,
): ReturnType<typeof lookUp> {
  const [identifier] = memberIdsOf(replicationGroupId, { shards: 1, replicasPerShard: 0, ...definedOnly(shape), clusterMode }) ?? [];
  return identifier === undefined
    ? undefined
    : lookUp(scope, { typeName: 'AWS::ElastiCache::CacheCluster', identifier, properties: NODE_PROPERTIES, mayBeMissing: true });
}

function engineOf(name: unknown, version: unknown): CacheEngine | undefined {
  if (typeof version !== 'string') {
    return undefined;
  }
  switch (name) {
    case 'valkey':
      return CacheEngine.valkey(ValkeyVersion.of(version));
    case 'redis':
      return CacheEngine.redis(RedisVersion.of(version));
    default:
      return undefined;
  }
}

function oneOf<T extends string>(values: readonly T[], found: unknown): T | undefined {
  return values.find((value) => value === String(found).toLowerCase());
}

function isTrue(found: unknown): boolean {
  return found === true || found === 'true';
}

function textsOf(found: unknown): readonly string[] | undefined {
  return Array.isArray(found) ? found.map(String) : undefined;
}

function definedOnly<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}
