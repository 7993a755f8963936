import { Token } from 'aws-cdk-lib';
import { type CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { TransitEncryption } from '../replication-group/transit-encryption';
import { isOlderThan } from './engine-version-number';
import { renderTopology } from './render-topology';
import { type ReplicationGroupSettings } from './replication-group-settings';

/** The properties of the L1, except for those that refer to other resources. */
export function renderReplicationGroup(settings: ReplicationGroupSettings): CfnReplicationGroupProps {
  return {
    replicationGroupId: settings.replicationGroupId,
    replicationGroupDescription: settings.description,
    engine: settings.engine.name,
    engineVersion: settings.engine.version,
    cacheNodeType: settings.nodeType.nodeType,
    networkType: settings.networkType,
    ipDiscovery: settings.ipDiscovery,
    port: settings.port,
    globalReplicationGroupId: settings.globalReplicationGroupId,
    // ElastiCache makes such nodes only with it
    dataTieringEnabled: settings.nodeType.hasDataTiering ? true : undefined,
    ...renderTransitEncryption(settings),
    ...renderTopology(settings),
  };
}

/** Always said, even where it is off: Valkey demands it. */
function renderTransitEncryption({ transitEncryption, engine }: ReplicationGroupSettings): Partial<CfnReplicationGroupProps> {
  if (transitEncryption === TransitEncryption.DISABLED) {
    return { transitEncryptionEnabled: false };
  }
  // "Transit encryption mode is not supported for engine version 6.2.6. Please use engine version 7.0.5 or higher."
  const knowsNoMode = !Token.isUnresolved(engine.version) && isOlderThan(engine.version, 7, 0);
  const isDefaultMode = transitEncryption === TransitEncryption.REQUIRED;
  return {
    transitEncryptionEnabled: true,
    transitEncryptionMode: knowsNoMode && isDefaultMode ? undefined : transitEncryption,
  };
}
