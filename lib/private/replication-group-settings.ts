import { Token } from 'aws-cdk-lib';
import { CacheEngine } from '../replication-group/cache-engine';
import { CacheNodeType } from '../replication-group/cache-node-type';
import { IpDiscovery } from '../replication-group/ip-discovery';
import { NetworkType } from '../replication-group/network-type';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { TransitEncryption } from '../replication-group/transit-encryption';
import { ValkeyVersion } from '../replication-group/valkey-version';
import { type AuthenticationMethod } from './authentication/authentication-method';
import { defaultAuthentication } from './authentication/default-authentication';
import { topologySettingsOf, type TopologySettings } from './topology-settings';

/** What ElastiCache itself listens on. */
export const DEFAULT_PORT = 6379;

/** The properties of a replication group with every default filled in. */
export interface ReplicationGroupSettings extends TopologySettings {
  readonly replicationGroupId: string | undefined;
  readonly description: string;
  readonly engine: CacheEngine;
  readonly nodeType: CacheNodeType;
  readonly networkType: NetworkType;
  readonly ipDiscovery: IpDiscovery;
  readonly transitEncryption: TransitEncryption;
  readonly authentication: AuthenticationMethod;
  readonly port: number;
  readonly globalReplicationGroupId: string | undefined;
}

export function settingsOf(props: ReplicationGroupProps, defaultDescription: string): ReplicationGroupSettings {
  const networkType = props.networkType ?? NetworkType.DUAL_STACK;
  const engine = props.engine ?? CacheEngine.valkey(ValkeyVersion.V8_1);
  const transitEncryption = props.transitEncryption ?? TransitEncryption.REQUIRED;
  return {
    ...topologySettingsOf(props),
    replicationGroupId: storedIdOf(props.replicationGroupId),
    description: props.description ?? defaultDescription,
    engine,
    nodeType: props.nodeType ?? CacheNodeType.R7G_LARGE,
    networkType,
    ipDiscovery: props.ipDiscovery ?? (networkType === NetworkType.IPV6 ? IpDiscovery.IPV6 : IpDiscovery.IPV4),
    transitEncryption,
    authentication: props.authentication?._method ?? defaultAuthentication(engine, transitEncryption),
    port: props.port ?? DEFAULT_PORT,
    globalReplicationGroupId: props.globalReplicationGroupId,
  };
}

/** ElastiCache stores ids in lower case; ARNs in policies must agree with that. */
export function storedIdOf(replicationGroupId: string | undefined): string | undefined {
  return Token.isUnresolved(replicationGroupId) ? replicationGroupId : replicationGroupId?.toLowerCase();
}
