import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CacheEndpoint } from '../replication-group/cache-endpoint';
import { ClusterMode } from '../replication-group/cluster-mode';
import { type ReplicationGroupSettings } from './replication-group-settings';

/** Where clients of a group start. */
export interface GroupEndpoints {
  readonly configurationEndpoint?: CacheEndpoint;
  readonly primaryEndpoint?: CacheEndpoint;
  readonly readerEndpoint?: CacheEndpoint;
}

/** The endpoints that a group of such a cluster mode has. */
export function endpointsOf(group: CfnReplicationGroup, { clusterMode, port }: ReplicationGroupSettings): GroupEndpoints {
  const ofCluster = { configurationEndpoint: new CacheEndpoint(group.attrConfigurationEndPointAddress, port) };
  if (clusterMode === ClusterMode.ENABLED) {
    return ofCluster;
  }
  const ofNodes = {
    primaryEndpoint: new CacheEndpoint(group.attrPrimaryEndPointAddress, port),
    readerEndpoint: new CacheEndpoint(group.attrReaderEndPointAddress, port),
  };
  return clusterMode === ClusterMode.COMPATIBLE ? { ...ofCluster, ...ofNodes } : ofNodes;
}
