import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type Connections, Port } from 'aws-cdk-lib/aws-ec2';
import {
  CfnReplicationGroup,
  type CfnReplicationGroupProps,
  type IParameterGroupRef,
  type ISubnetGroupRef,
  type IUserGroupRef,
} from 'aws-cdk-lib/aws-elasticache';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type Construct } from 'constructs';
import { type PropagationGate } from '../gates/propagation-gate';
import { type ReplacementGuard } from '../gates/replacement-guard';
import { warnOfAuthentication } from '../private/authentication/authentication-warnings';
import { bindAuthentication } from '../private/authentication/bind-authentication';
import { newAuthTokenRotation } from '../private/authentication/new-auth-token-rotation';
import { newAutomaticPropagationGate, reasonWhyNothingPropagates } from '../private/automatic-propagation-gate';
import { newAutomaticReplacementGuard } from '../private/automatic-replacement-guard';
import { NO_PROPAGATION_GATE } from '../private/error-catalogue';
import { configureRemoval, newCompanions } from '../private/group-companions';
import { endpointsOf, type GroupEndpoints } from '../private/group-endpoints';
import { injectedProps } from '../private/injected-props';
import { bindLogDeliveries, type BoundLogDeliveries } from '../private/logs/bind-log-deliveries';
import { lookUpReplicationGroup } from '../private/lookup/look-up-replication-group';
import { newCacheConnections } from '../private/network/cache-connections';
import { letElastiCachePublish } from '../private/notification-topic';
import { type OperationProperties, renderOperations } from '../private/render-operations';
import { renderReplicationGroup } from '../private/render-replication-group';
import { type ReplicationGroupSettings, settingsOf, storedIdOf } from '../private/replication-group-settings';
import { selectCacheSubnets } from '../private/select-cache-subnets';
import { validateNewGroup } from '../private/validate-new-group';
import { validateAtSynthesis } from '../private/validate-replication-group';
import { ReplicationGroupValidationError } from '../private/validation-error';
import { IP_DISCOVERY_WITHOUT_CLUSTER_MODE, warn } from '../private/warning';
import { type AuthTokenRotation } from './authentication/auth-token-rotation';
import { type AuthTokenRotationOptions } from './authentication/auth-token-rotation-options';
import { ClusterMode } from './cluster-mode';
import { ImportedReplicationGroup } from './imported-replication-group';
import { IpDiscovery } from './ip-discovery';
import { NetworkType } from './network-type';
import { OwnedReplicationGroupBase } from './owned-replication-group-base';
import { type ReplicationGroupAttributes } from './replication-group-attributes';
import { type IReplicationGroup } from './replication-group-interface';
import { type ReplicationGroupLookupOptions } from './replication-group-lookup-options';
import { type ReplicationGroupProps } from './replication-group-props';

/** Longest `ReplicationGroupDescription`. */
const MAX_DESCRIPTION_LENGTH = 255;

/**
 * A replication group of ElastiCache (Valkey or Redis OSS), dual stack unless told otherwise, with everything it needs: subnet
 * group, parameter group, security group, a guard against its replacement, and a gate that holds the deployment until all nodes
 * serve the family that clients are sent to.
 *
 * Encrypted at rest and in transit, Multi-AZ with automatic failover, a daily snapshot that is kept for a week, minor versions
 * upgraded automatically; clients prove who they are with IAM. Everything that is wrong with the properties is reported in one
 * error; escape hatches and aspects are judged by the same rules at synth.
 *
 * @resource AWS::ElastiCache::ReplicationGroup
 * @stateful
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { IpProtocol, Vpc } from 'aws-cdk-lib/aws-ec2';
 * import { FargateService } from 'aws-cdk-lib/aws-ecs';
 * import { CacheEngine, CacheNodeType, ReplicationGroup, ValkeyVersion } from 'cdk-elasticache-dual-stack';
 *
 * declare const stack: Stack;
 * declare const service: FargateService;
 *
 * const vpc = new Vpc(stack, 'Vpc', { ipProtocol: IpProtocol.DUAL_STACK });
 * const cache = new ReplicationGroup(stack, 'Cache', {
 *   vpc,
 *   engine: CacheEngine.valkey(ValkeyVersion.V8_1),
 *   nodeType: CacheNodeType.T4G_SMALL,
 *   shards: 2,
 * });
 * cache.connections.allowDefaultPortFrom(service);
 */
export class ReplicationGroup extends OwnedReplicationGroupBase {
  /** What property injectors know this class by. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache-dual-stack.ReplicationGroup';

  /**
   * Use a replication group that something else made, of which only the id is known.
   *
   * @param scope where the import is in the construct tree
   * @param id name of the import in `scope`
   * @param replicationGroupId id of the group, in the account and region of the stack
   */
  public static fromReplicationGroupId(scope: Construct, id: string, replicationGroupId: string): IReplicationGroup {
    return new ImportedReplicationGroup(scope, id, { replicationGroupId });
  }

  /**
   * Use a replication group that something else made, of which only the ARN is known.
   *
   * @param scope where the import is in the construct tree
   * @param id name of the import in `scope`
   * @param replicationGroupArn ARN of the group, in whatever account and region
   */
  public static fromReplicationGroupArn(scope: Construct, id: string, replicationGroupArn: string): IReplicationGroup {
    const { resourceName = '' } = Stack.of(scope).splitArn(replicationGroupArn, ArnFormat.COLON_RESOURCE_NAME);
    return new ImportedReplicationGroup(scope, id, { replicationGroupId: resourceName, replicationGroupArn });
  }

  /**
   * Use a replication group that something else made, and let the CDK CLI find out what it is like. Makes nothing.
   *
   * The CLI asks Cloud Control when it synthesizes first, and keeps the answer in `cdk.context.json`: commit that file, and
   * forget the answer (`cdk context --reset`) when the group has changed. The stack must name its account and region. What was
   * found of transit encryption does not tell `PREFERRED` from `REQUIRED`.
   *
   * @param scope where the import is in the construct tree
   * @param id name of the import in `scope`
   * @param options which group, and what no look-up tells
   * @throws `ReplicationGroupValidationError` (`LookupNeedsLiteral`)
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: ReplicationGroupLookupOptions): IReplicationGroup {
    return new ImportedReplicationGroup(scope, id, lookUpReplicationGroup(scope, options));
  }

  /**
   * Use a replication group that something else made. Makes nothing, in particular no gate.
   *
   * @param scope where the import is in the construct tree
   * @param id name of the import in `scope`
   * @param attrs what is known of the group
   */
  public static fromReplicationGroupAttributes(scope: Construct, id: string, attrs: ReplicationGroupAttributes): IReplicationGroup {
    return new ImportedReplicationGroup(scope, id, attrs);
  }

  public readonly replicationGroupId: string;
  public readonly replicationGroupArn: string;

  /**
   * Who may connect: `connections.allowDefaultPortFrom(client)` opens the port of the group, for both address families if the
   * client is a security group (or has one). For ranges of addresses there are `allowFromVpc()` and `allowFromRanges()`.
   */
  public readonly connections: Connections;

  /** The subnet group that the nodes are in: the one that was given, or one of its own. */
  public readonly subnetGroup: ISubnetGroupRef;

  /** The parameter group of the nodes: the one that was given, or one of its own. */
  public readonly parameterGroup: IParameterGroupRef;

  /**
   * The user group that `Authentication.iam()` made.
   *
   * @default - none
   */
  public readonly userGroup?: IUserGroupRef;

  /**
   * The secret that holds the AUTH token, which clients need to read: `authTokenSecret.grantRead(role)`.
   *
   * @default - none, or not known: `Authentication.authToken()` does not tell
   */
  public readonly authTokenSecret?: ISecret;

  /**
   * The gate that holds the deployment until every node serves the family that `ipDiscovery` asks for.
   *
   * @default - none: see the property `propagationGate` of `ReplicationGroupProps` for when there is one
   */
  public readonly propagationGate?: PropagationGate;

  /**
   * The guard that refuses an update that would replace the group.
   *
   * @default - none, with `replacementGuard: false`
   */
  public readonly replacementGuard?: ReplacementGuard;

  /** @internal */
  protected readonly _settings: ReplicationGroupSettings;

  /** @internal */
  protected readonly _endpoints: GroupEndpoints;

  /** @internal */
  protected readonly _logs: BoundLogDeliveries;

  /** @internal */
  protected readonly _props: ReplicationGroupProps;

  /**
   * @param scope where the group is in the construct tree
   * @param id name of the group in `scope`
   * @param props what the group is to be
   * @throws `ReplicationGroupValidationError` with everything that is wrong, a line with a stable code for each
   */
  public constructor(scope: Construct, id: string, props: ReplicationGroupProps) {
    const injected = injectedProps(ReplicationGroup.PROPERTY_INJECTION_ID, scope, id, props);
    super(scope, id, { physicalName: storedIdOf(injected.replicationGroupId) });
    const settings = settingsOf(injected, this.node.path.slice(-MAX_DESCRIPTION_LENGTH));
    const subnets = injected.subnetGroup === undefined ? selectCacheSubnets(injected.vpc, injected.vpcSubnets, settings.networkType) : undefined;
    const authentication = bindAuthentication(this, settings.authentication);
    const logs = bindLogDeliveries(this, injected);
    const properties = { ...renderReplicationGroup(settings), ...renderOperations(injected), ...authentication.properties, ...logs.properties };
    validateNewGroup(this, { props: injected, settings, properties, subnets });

    const { made, securityGroups, subnetGroup, parameterGroup } = newCompanions(this, settings, injected, subnets ?? []);
    const resource = this.createResource(settings, {
      ...properties,
      cacheSubnetGroupName: subnetGroup.subnetGroupRef.cacheSubnetGroupName,
      cacheParameterGroupName: parameterGroup.parameterGroupRef.cacheParameterGroupName,
      securityGroupIds: securityGroups.map(({ securityGroupId }) => securityGroupId),
    });
    letElastiCachePublish(this, injected.notificationTopic);
    configureRemoval(injected.removalPolicy, resource, [...made, ...authentication.made]);

    this._settings = settings;
    this.subnetGroup = subnetGroup;
    this.parameterGroup = parameterGroup;
    this._logs = logs;
    this.userGroup = authentication.userGroup;
    this.authTokenSecret = authentication.secret;
    this.replicationGroupId = this.getResourceNameAttribute(resource.ref);
    this.replicationGroupArn = this.arnOf(resource);
    this._props = injected;
    this.connections = newCacheConnections(settings.networkType, { securityGroups, defaultPort: Port.tcp(settings.port) });
    this._endpoints = endpointsOf(resource, settings);
    this.replacementGuard = newAutomaticReplacementGuard(this, injected);
    this.propagationGate = newAutomaticPropagationGate(this, settings, injected);
    this.warn(settings, injected);
  }

  /**
   * The gate that holds the deployment until every node serves the family that `ipDiscovery` asks for.
   *
   * @throws `ReplicationGroupValidationError` (`NoPropagationGate`) that says why this group has none
   */
  public get propagation(): PropagationGate {
    if (this.propagationGate === undefined) {
      const message =
        `this group has no propagation gate, because ${reasonWhyNothingPropagates(this._settings) ?? 'propagationGate is false'}: ` +
        'use propagationGate to find out whether there is one';
      throw new ReplicationGroupValidationError(this, [{ code: NO_PROPAGATION_GATE.code, message }]);
    }
    return this.propagationGate;
  }

  /**
   * Rotates the AUTH token of the group: Secrets Manager has a new one made again and again, and both the new and the last one
   * are good for a while.
   *
   * @param options how often, and how long the token before is good
   * @throws `ReplicationGroupValidationError` (`AuthTokenRotationNeedsSecret`, `AuthTokenRotationExists`,
   *   `EngineVersionTooOldForTokenRotation`, `RotationIntervalOutOfRange`, `PreviousTokenTimeOutOfRange`,
   *   `AuthTokenLengthOutOfRange`)
   */
  public addAuthTokenRotation(options: AuthTokenRotationOptions = {}): AuthTokenRotation {
    const { authentication, engine } = this._settings;
    return newAuthTokenRotation({ group: this, authentication, engine, secret: this.authTokenSecret }, options);
  }

  private createResource(settings: ReplicationGroupSettings, { durability, ...properties }: GroupProperties): CfnReplicationGroup {
    const resource = new CfnReplicationGroup(this, 'Resource', { ...properties, replicationGroupId: this.physicalName });
    if (durability !== undefined) {
      resource.addPropertyOverride('Durability', durability);
    }
    configureResizing(resource, settings.clusterMode);
    validateAtSynthesis(this, resource, {
      noReplicasAccepted: settings.allowNoReplicas,
      usersHaveIam: settings.authentication.kind === 'iam',
    });
    return resource;
  }

  private arnOf(resource: CfnReplicationGroup): string {
    const arnParts = { service: 'elasticache', resource: 'replicationgroup', arnFormat: ArnFormat.COLON_RESOURCE_NAME };
    return this.getResourceArnAttribute(Stack.of(this).formatArn({ ...arnParts, resourceName: resource.ref }), {
      ...arnParts,
      resourceName: this.physicalName,
    });
  }

  private warn(settings: ReplicationGroupSettings, { authentication }: ReplicationGroupProps): void {
    const { networkType, ipDiscovery, clusterMode } = settings;
    const isChoice = networkType === NetworkType.DUAL_STACK && ipDiscovery === IpDiscovery.IPV6;
    if (isChoice && clusterMode === ClusterMode.DISABLED) {
      warn(this, IP_DISCOVERY_WITHOUT_CLUSTER_MODE);
    }
    warnOfAuthentication(this, { ...settings, isStated: authentication !== undefined });
  }
}

/** Older versions of the L1 do not know durability. */
type GroupProperties = CfnReplicationGroupProps & Pick<OperationProperties, 'durability'>;

/** Without this, CloudFormation replaces a cluster to change its number of shards. */
function configureResizing(group: CfnReplicationGroup, clusterMode: ClusterMode): void {
  if (clusterMode === ClusterMode.ENABLED) {
    group.cfnOptions.updatePolicy = { useOnlineResharding: true };
  }
}
