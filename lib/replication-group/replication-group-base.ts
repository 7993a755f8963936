import { Resource } from 'aws-cdk-lib';
import { type Connections } from 'aws-cdk-lib/aws-ec2';
import { type IUserGroupRef, type ReplicationGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type ReplicationGroupAlarms } from '../monitoring/replication-group-alarms';
import { type CacheEndpoint } from './cache-endpoint';
import { type CacheEngine } from './cache-engine';
import { type CacheNodeType } from './cache-node-type';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
import { ReplicationGroupGrants } from './replication-group-grants';
import { type IReplicationGroup } from './replication-group-interface';
import { type ReplicationGroupMetrics } from './replication-group-metrics';
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
  public abstract readonly engine?: CacheEngine;
  public abstract readonly nodeType?: CacheNodeType;
  public abstract readonly userGroup?: IUserGroupRef;
  public abstract readonly authTokenSecret?: ISecret;
  public abstract readonly metrics: ReplicationGroupMetrics;
  public abstract readonly alarms: ReplicationGroupAlarms;

  public get replicationGroupRef(): ReplicationGroupReference {
    return { replicationGroupId: this.replicationGroupId };
  }

  public get grants(): ReplicationGroupGrants {
    return ReplicationGroupGrants.fromReplicationGroup(this);
  }
}
