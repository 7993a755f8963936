import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { type ILogGroupRef } from 'aws-cdk-lib/aws-logs';
import { type ReachabilityGate } from '../gates/reachability-gate';
import { type ReachabilityGateOptions } from '../gates/reachability-gate-options';
import { ReplicationGroupAlarms } from '../monitoring/replication-group-alarms';
import { ReplicationGroupDashboard, type ReplicationGroupDashboardOptions } from '../monitoring/replication-group-dashboard';
import { type AddressRange } from '../network/address-range';
import { NetworkAccess } from '../network/network-access';
import { type VpcAccessOptions } from '../network/vpc-access-options';
import { type GroupEndpoints } from '../private/group-endpoints';
import { type BoundLogDeliveries } from '../private/logs/bind-log-deliveries';
import { newReachabilityGateOfGroup } from '../private/reachability-gate-of-group';
import { type ReplicationGroupSettings } from '../private/replication-group-settings';
import { ReplicationGroupValidationError } from '../private/validation-error';
import { type CacheEngine } from './cache-engine';
import { type CacheEndpoint } from './cache-endpoint';
import { CacheNodeType } from './cache-node-type';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
import { type NodeGroup } from './node-group';
import { ReplicationGroupBase } from './replication-group-base';
import { ReplicationGroupMetrics } from './replication-group-metrics';
import { type ReplicationGroupProps } from './replication-group-props';
import { type ReplicationGroupShape } from './replication-group-shape';
import { SCALING_ALREADY_ON } from './scaling/private/scaling-rules';
import { ReplicaScaling, type ReplicaScalingOptions } from './scaling/replica-scaling';
import { ShardScaling, type ShardScalingOptions } from './scaling/shard-scaling';
import { type TransitEncryption } from './transit-encryption';

/**
 * What is known, network access, scaling and monitoring of a replication group that is defined in this app. Not exported from the
 * package.
 *
 * @internal
 */
export abstract class OwnedReplicationGroupBase extends ReplicationGroupBase {
  /** @internal */
  protected abstract readonly _settings: ReplicationGroupSettings;

  /** @internal */
  protected abstract readonly _endpoints: GroupEndpoints;

  /** @internal */
  protected abstract readonly _logs: BoundLogDeliveries;

  /** @internal */
  protected abstract readonly _props: ReplicationGroupProps;

  private shardScaling?: ShardScaling;
  private replicaScaling?: ReplicaScaling;

  public get configurationEndpoint(): CacheEndpoint | undefined {
    return this._endpoints.configurationEndpoint;
  }

  public get primaryEndpoint(): CacheEndpoint | undefined {
    return this._endpoints.primaryEndpoint;
  }

  public get readerEndpoint(): CacheEndpoint | undefined {
    return this._endpoints.readerEndpoint;
  }

  /**
   * The log group with the slow log.
   *
   * @default - none: `slowLog` goes nowhere, or to Firehose
   */
  public get slowLogGroup(): ILogGroupRef | undefined {
    return this._logs.slowLogGroup;
  }

  /**
   * The log group with the log of the engine.
   *
   * @default - none: `engineLog` goes nowhere, or to Firehose
   */
  public get engineLogGroup(): ILogGroupRef | undefined {
    return this._logs.engineLogGroup;
  }

  public get port(): number | undefined {
    return this._settings.port;
  }

  public get networkType(): NetworkType | undefined {
    return this._settings.networkType;
  }

  public get ipDiscovery(): IpDiscovery | undefined {
    return this._settings.ipDiscovery;
  }

  public get clusterMode(): ClusterMode | undefined {
    return this._settings.clusterMode;
  }

  public get transitEncryption(): TransitEncryption | undefined {
    return this._settings.transitEncryption;
  }

  public get engine(): CacheEngine | undefined {
    return this._settings.engine;
  }

  public get nodeType(): CacheNodeType | undefined {
    return this._settings.nodeType;
  }

  public get shards(): number | undefined {
    return this._settings.shards;
  }

  public get replicasPerShard(): number | undefined {
    return this._settings.replicasPerShard;
  }

  /**
   * The shards one by one, each with its number of replicas.
   *
   * @default - none: the shards are all alike
   */
  public get nodeGroups(): NodeGroup[] | undefined {
    return this._settings.nodeGroups?.map((nodeGroup) => ({ ...nodeGroup }));
  }

  /**
   * Whether the group was made without cluster mode and got it later.
   */
  public get startedWithoutClusterMode(): boolean {
    return this._settings.startedWithoutClusterMode;
  }

  /**
   * The CloudWatch metrics of the group and its nodes. With auto scaling, of as many nodes as there may be.
   */
  public get metrics(): ReplicationGroupMetrics {
    return ReplicationGroupMetrics.fromReplicationGroup(this, this.largestShape());
  }

  /**
   * Alarms on the nodes of the group: `alarms.recommended()`, or single ones. With auto scaling, of as many nodes as there may
   * be, so call `autoScaleShards()` and `autoScaleReplicas()` first.
   */
  public get alarms(): ReplicationGroupAlarms {
    const { cacheNodeType } = this.node.defaultChild as CfnReplicationGroup;
    return ReplicationGroupAlarms.fromReplicationGroup(this, this, {
      ...this.largestShape(),
      nodeType: cacheNodeType === undefined ? undefined : CacheNodeType.of(cacheNodeType),
    });
  }

  /**
   * Opens the port for everybody in the VPC of the group: for its IPv4 ranges and its IPv6 ranges, as far as the nodes have such
   * addresses. `Peer.ipv4(vpc.vpcCidrBlock)` lets in no client that comes over IPv6.
   *
   * @param options ranges that the app does not know
   * @throws `ReplicationGroupValidationError` (`VpcCidrUnknown`, `NoSecurityGroupToOpen`); at synth with `VpcCidrAddedLater`
   */
  public allowFromVpc(options: VpcAccessOptions = {}): void {
    NetworkAccess.fromReplicationGroup(this).allowFromVpc(this._props.vpc, options);
  }

  /**
   * Opens the port for ranges of addresses, of either family.
   *
   * @param ranges where the clients are, for example `AddressRange.of('2001:db8:20::/48')`
   * @throws `ReplicationGroupValidationError` (`NoSecurityGroupToOpen`)
   */
  public allowFromRanges(...ranges: AddressRange[]): void {
    NetworkAccess.fromReplicationGroup(this).allowFromRanges(...ranges);
  }

  /**
   * Holds the updates of this group until every node can be reached over the family that `ipDiscovery` is about to send clients to,
   * while they still use the other one. From the subnets of the group, or in the place of a client.
   *
   * @param id name of the gate within the group, for example of the client in whose place it asks
   * @param options how it asks, and from where
   * @throws `ReplicationGroupValidationError` with every problem that synth can see
   */
  public addReachabilityGate(id: string, options: ReachabilityGateOptions = {}): ReachabilityGate {
    return newReachabilityGateOfGroup(this, id, { ...options, settings: this._settings, props: this._props });
  }

  /**
   * Makes a CloudWatch dashboard of the group; for a group of more than about 170 nodes two or more.
   *
   * @param options how it is called and what else it shows
   */
  public dashboard(options: ReplicationGroupDashboardOptions = {}): ReplicationGroupDashboard {
    return new ReplicationGroupDashboard(this, 'Dashboard', { ...options, replicationGroup: this, shape: this.largestShape() });
  }

  /**
   * Lets Application Auto Scaling choose the number of shards, by the policies that are then added to what is returned.
   *
   * @param options how many it may choose
   * @throws `ReplicationGroupValidationError` with everything that ElastiCache does not support, and the second time with
   * `ScalingAlreadyOn`
   */
  public autoScaleShards(options: ShardScalingOptions): ShardScaling {
    this.assertNotScaled(this.shardScaling, 'autoScaleShards');
    this.shardScaling = new ShardScaling(this, 'ShardScaling', { ...options, replicationGroup: this });
    return this.shardScaling;
  }

  /**
   * Lets Application Auto Scaling choose the number of replicas of every shard, by the policies that are then added to what is
   * returned.
   *
   * @param options how many it may choose
   * @throws `ReplicationGroupValidationError` with everything that ElastiCache does not support, and the second time with
   * `ScalingAlreadyOn`
   */
  public autoScaleReplicas(options: ReplicaScalingOptions): ReplicaScaling {
    this.assertNotScaled(this.replicaScaling, 'autoScaleReplicas');
    this.replicaScaling = new ReplicaScaling(this, 'ReplicaScaling', { ...options, replicationGroup: this });
    return this.replicaScaling;
  }

  private largestShape(): ReplicationGroupShape {
    const { nodeGroups, shards, replicasPerShard } = this;
    const maxShards = this.shardScaling?.maxShards;
    const maxReplicas = this.replicaScaling?.maxReplicasPerShard;
    if (nodeGroups === undefined) {
      return { shards: maxShards ?? shards, replicasPerShard: maxReplicas ?? replicasPerShard };
    }
    // shards that are still to come take the next numbers, and are as large as the last
    const further = Math.max((maxShards ?? 0) - nodeGroups.length, 0);
    const [last] = nodeGroups.slice(-1);
    return {
      nodeGroups: [...nodeGroups, ...Array.from({ length: further }, () => ({ replicaCount: last?.replicaCount }))].map(
        (nodeGroup) => ({ ...nodeGroup, replicaCount: maxReplicas ?? nodeGroup.replicaCount }),
      ),
    };
  }

  private assertNotScaled(scaling: ShardScaling | ReplicaScaling | undefined, method: string): void {
    if (scaling !== undefined) {
      const message = `${method}() was called before, got a second call: add policies to what the first call returned`;
      throw new ReplicationGroupValidationError(this, [{ code: SCALING_ALREADY_ON.code, message }]);
    }
  }
}
