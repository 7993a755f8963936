import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { type Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Topic } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import {
  AccessString,
  AddressRange,
  Authentication,
  CacheEngine,
  CacheNodeType,
  CacheParameterGroup,
  CacheSubnetGroup,
  ClusterMode,
  DailyWindow,
  DayOfWeek,
  Durability,
  Evidence,
  IpDiscovery,
  LogDelivery,
  MaintenanceWindow,
  NetworkType,
  ReplicationGroup,
  type ReplicationGroupDataOptions,
  type ReplicationGroupNetworkOptions,
  type ReplicationGroupOperationOptions,
  type ReplicationGroupTopologyOptions,
  RestoreFrom,
  TransitEncryption,
  ValkeyVersion,
} from 'cdk-elasticache-dual-stack';
import { Construct } from 'constructs';

/** What the cluster shares with others. */
export interface OrdersCacheProps {
  readonly vpc: IVpc;
  readonly encryptionKey: Key;
  readonly events: Topic;
  readonly logs: DeliveryStream;
}

const ENGINE = CacheEngine.valkey(ValkeyVersion.V9_0);

/** A cluster that loses no write. */
export class OrdersCache extends Construct {
  private readonly cache: ReplicationGroup;

  public constructor(scope: Construct, id: string, private readonly props: OrdersCacheProps) {
    super(scope, id);
    const { vpc, encryptionKey } = props;
    this.cache = new ReplicationGroup(this, 'Cache', {
      description: 'Orders that are not paid yet',
      vpc,
      engine: ENGINE,
      nodeType: CacheNodeType.R7G_LARGE,
      parameterGroup: new CacheParameterGroup(this, 'Parameters', {
        engine: ENGINE,
        parameters: { 'maxmemory-policy': 'noeviction', 'slowlog-log-slower-than': '5000' },
      }),
      ...this.topology(),
      ...this.network(),
      atRestEncryption: true,
      encryptionKey,
      transitEncryption: TransitEncryption.REQUIRED,
      authentication: Authentication.iam(),
      ...this.dataSafety(),
      ...this.operations(),
      propagationTimeout: Duration.minutes(20),
      propagationPollInterval: Duration.millis(200),
      propagationMinimumEvidence: Evidence.ANSWERED,
    });
    this.letClientsIn();
    this.scale();
    this.watch();
  }

  private topology(): ReplicationGroupTopologyOptions {
    const [first, second, third] = Stack.of(this).availabilityZones;
    return {
      clusterMode: ClusterMode.ENABLED,
      // the first shard has the larger share of the keys
      nodeGroups: [
        { nodeGroupId: '0001', slots: '0-9999', replicaCount: 1, primaryAvailabilityZone: first, replicaAvailabilityZones: [second ?? ''] },
        { nodeGroupId: '0002', slots: '10000-16383', replicaCount: 1, primaryAvailabilityZone: second, replicaAvailabilityZones: [third ?? ''] },
      ],
      automaticFailover: true,
      multiAz: true,
    };
  }

  private network(): ReplicationGroupNetworkOptions {
    const { vpc } = this.props;
    const nodes = new SecurityGroup(this, 'Nodes', { vpc, description: 'Nodes of the cluster', allowAllOutbound: false });
    return {
      subnetGroup: new CacheSubnetGroup(this, 'Subnets', { vpc }),
      networkType: NetworkType.DUAL_STACK,
      ipDiscovery: this.node.tryGetContext('ipDiscovery') === 'ipv6' ? IpDiscovery.IPV6 : IpDiscovery.IPV4,
      port: 6380,
      securityGroups: [nodes],
    };
  }

  private dataSafety(): ReplicationGroupDataOptions {
    return {
      snapshotRetention: Duration.days(14),
      snapshotWindow: DailyWindow.startingAt({ hour: 2 }),
      restoreFrom: RestoreFrom.snapshot('orders-of-yesterday'),
      removalPolicy: RemovalPolicy.SNAPSHOT,
      replacementGuard: true,
    };
  }

  private operations(): ReplicationGroupOperationOptions {
    const { events, logs } = this.props;
    return {
      maintenanceWindow: MaintenanceWindow.startingAt({ day: DayOfWeek.SUNDAY, hour: 4, duration: Duration.hours(2) }),
      autoMinorVersionUpgrade: true,
      notificationTopic: events,
      slowLog: LogDelivery.cloudWatchLogs({ retention: RetentionDays.THREE_MONTHS }),
      engineLog: LogDelivery.firehose(logs),
      durability: Durability.SYNC,
    };
  }

  /** Through the network, as whom, and when. */
  private letClientsIn(): void {
    const client = new SecurityGroup(this, 'Client', { vpc: this.props.vpc, description: 'Clients of the cluster', allowAllOutbound: false });
    this.cache.connections.allowDefaultPortFrom(client);
    this.cache.allowFromVpc();
    this.cache.allowFromRanges(AddressRange.of('10.20.0.0/16'), AddressRange.of('2001:db8:20::/48'));

    const shop = new Role(this, 'Shop', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    const { userId } = this.cache.grants.connect(shop);
    const reports = new Role(this, 'Reports', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    this.cache.grants.connect(reports, { accessString: AccessString.readOnly().keys('orders:*') });
    this.cache.grants.describe(reports);
    const drill = new Role(this, 'FailoverDrill', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    this.cache.grants.actions(drill, 'elasticache:TestFailover');

    this.cache.addReachabilityGate('Reachability', { clientSecurityGroups: [client] });
    const { propagation } = this.cache;
    new StringParameter(this, 'Endpoint', {
      description: `Where the user ${userId} starts, once every node is there`,
      stringValue: propagation.configurationEndpoint.socketAddress,
    });
  }

  private scale(): void {
    const shards = this.cache.autoScaleShards({ minShards: 2, maxShards: 4 });
    shards.trackMemory({ targetPercent: 60 });
    shards.trackPrimaryEngineCpu({ targetPercent: 50, scaleInCooldown: Duration.minutes(30) });
    const replicas = this.cache.autoScaleReplicas({ maxReplicasPerShard: 2 });
    replicas.trackReplicaEngineCpu();
    replicas.scaleOnSchedule('BeforeWork', { schedule: Schedule.cron({ hour: '6', minute: '0' }), minCapacity: 2 });
    replicas.scaleOnSchedule('AfterWork', { schedule: Schedule.cron({ hour: '20', minute: '0' }), minCapacity: 1 });
  }

  /** After scaling, so that alarms cover as many nodes as there may be. */
  private watch(): void {
    const actions = [new SnsAction(this.props.events)];
    this.cache.alarms.recommended({ actions });
    this.cache.alarms.evictions(1, { actions });
    this.cache.dashboard();
  }
}
