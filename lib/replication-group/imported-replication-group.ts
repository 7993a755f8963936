import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type Connections, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type Construct } from 'constructs';
import { ReplicationGroupAlarms } from '../monitoring/replication-group-alarms';
import { type LookedUpReplicationGroup } from '../private/lookup/look-up-replication-group';
import { newCacheConnections } from '../private/network/cache-connections';
import { DEFAULT_PORT } from '../private/replication-group-settings';
import { type CacheEndpoint } from './cache-endpoint';
import { type CacheEngine } from './cache-engine';
import { type CacheNodeType } from './cache-node-type';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
import { type NodeGroup } from './node-group';
import { ReplicationGroupBase } from './replication-group-base';
import { ReplicationGroupMetrics } from './replication-group-metrics';
import { type TransitEncryption } from './transit-encryption';

/** A replication group that something else made. Knows what it was told and makes nothing. Not exported from the package. */
export class ImportedReplicationGroup extends ReplicationGroupBase {
  public readonly replicationGroupId: string;
  public readonly replicationGroupArn: string;
  public readonly connections: Connections;
  public readonly configurationEndpoint?: CacheEndpoint;
  public readonly primaryEndpoint?: CacheEndpoint;
  public readonly readerEndpoint?: CacheEndpoint;
  public readonly port?: number;
  public readonly networkType?: NetworkType;
  public readonly ipDiscovery?: IpDiscovery;
  public readonly clusterMode?: ClusterMode;
  public readonly transitEncryption?: TransitEncryption;
  public readonly shards?: number;
  public readonly replicasPerShard?: number;
  public readonly nodeGroups?: NodeGroup[];
  public readonly startedWithoutClusterMode?: boolean;
  public readonly engine?: CacheEngine;
  public readonly nodeType?: CacheNodeType;
  public readonly userGroup?: IUserGroupRef;
  public readonly authTokenSecret?: ISecret;

  private readonly memberIds?: string[];

  public constructor(scope: Construct, id: string, attrs: LookedUpReplicationGroup) {
    super(scope, id, { environmentFromArn: attrs.replicationGroupArn });
    this.replicationGroupId = attrs.replicationGroupId;
    this.replicationGroupArn = attrs.replicationGroupArn ?? arnOf(scope, attrs.replicationGroupId);
    this.connections = newCacheConnections(attrs.networkType, {
      securityGroups: attrs.securityGroups ?? attrs.securityGroupIds?.map((each) => SecurityGroup.fromSecurityGroupId(this, each, each)),
      defaultPort: Port.tcp(attrs.port ?? DEFAULT_PORT),
    });
    this.configurationEndpoint = attrs.configurationEndpoint;
    this.primaryEndpoint = attrs.primaryEndpoint;
    this.readerEndpoint = attrs.readerEndpoint;
    this.port = attrs.port;
    this.networkType = attrs.networkType;
    this.ipDiscovery = attrs.ipDiscovery;
    this.clusterMode = attrs.clusterMode;
    this.transitEncryption = attrs.transitEncryption;
    this.shards = attrs.shards;
    this.replicasPerShard = attrs.replicasPerShard;
    this.nodeGroups = attrs.nodeGroups;
    this.startedWithoutClusterMode = attrs.startedWithoutClusterMode;
    this.memberIds = attrs.memberIds;
    this.engine = attrs.engine;
    this.nodeType = attrs.nodeType;
    this.userGroup = attrs.userGroup;
    this.authTokenSecret = attrs.authTokenSecret;
  }

  public get metrics(): ReplicationGroupMetrics {
    return ReplicationGroupMetrics.fromReplicationGroup(this, { memberIds: this.memberIds });
  }

  public get alarms(): ReplicationGroupAlarms {
    return ReplicationGroupAlarms.fromReplicationGroup(this, this, { memberIds: this.memberIds, nodeType: this.nodeType });
  }
}

function arnOf(scope: Construct, replicationGroupId: string): string {
  return Stack.of(scope).formatArn({
    service: 'elasticache',
    resource: 'replicationgroup',
    resourceName: replicationGroupId,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
