import { Resource } from 'aws-cdk-lib';
import { type Connections } from 'aws-cdk-lib/aws-ec2';
import { type ReplicationGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { type CacheEndpoint } from './cache-endpoint';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
import { type IReplicationGroup } from './replication-group-interface';
import { ReplicationGroupMetrics } from './replication-group-metrics';
import { type TransitEncryption } from './transit-encryption';

/**
 * What owned and imported replication groups have in common. Not exported from the package.
 *
 * @internal
 */
export abstract class ReplicationGroupBase extends Resource implements IReplicationGroup {
  public abstract readonly replicationGroupId: string;
  public abstract readonly replicationGroupArn: string;
  public abstract readonly connections: Connections;
  public abstract readonly configurationEndpoint?: CacheEndpoint;
  public abstract readonly primaryEndpoint?: CacheEndpoint;
  public abstract readonly readerEndpoint?: CacheEndpoint;
  public abstract readonly port?: number;
  public abstract readonly networkType?: NetworkType;
  public abstract readonly ipDiscovery?: IpDiscovery;
  public abstract readonly clusterMode?: ClusterMode;
  public abstract readonly transitEncryption?: TransitEncryption;
  public abstract readonly shards?: number;
  public abstract readonly replicasPerShard?: number;

  public get replicationGroupRef(): ReplicationGroupReference {
    return { replicationGroupId: this.replicationGroupId };
  }

  public get metrics(): ReplicationGroupMetrics {
    return ReplicationGroupMetrics.fromReplicationGroup(this);
  }
}
