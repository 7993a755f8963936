import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type Connections, Port } from 'aws-cdk-lib/aws-ec2';
import { type Construct } from 'constructs';
import { newCacheConnections } from '../private/network/cache-connections';
import { DEFAULT_PORT } from '../private/replication-group-settings';
import { type CacheEndpoint } from './cache-endpoint';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
import { type ReplicationGroupAttributes } from './replication-group-attributes';
import { ReplicationGroupBase } from './replication-group-base';
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

  public constructor(scope: Construct, id: string, attributes: ReplicationGroupAttributes) {
    super(scope, id, { environmentFromArn: attributes.replicationGroupArn });
    this.replicationGroupId = attributes.replicationGroupId;
    this.replicationGroupArn = attributes.replicationGroupArn ?? arnOf(scope, attributes.replicationGroupId);
    this.connections = newCacheConnections(attributes.networkType, {
      securityGroups: attributes.securityGroups,
      defaultPort: Port.tcp(attributes.port ?? DEFAULT_PORT),
    });
    this.configurationEndpoint = attributes.configurationEndpoint;
    this.primaryEndpoint = attributes.primaryEndpoint;
    this.readerEndpoint = attributes.readerEndpoint;
    this.port = attributes.port;
    this.networkType = attributes.networkType;
    this.ipDiscovery = attributes.ipDiscovery;
    this.clusterMode = attributes.clusterMode;
    this.transitEncryption = attributes.transitEncryption;
    this.shards = attributes.shards;
    this.replicasPerShard = attributes.replicasPerShard;
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
