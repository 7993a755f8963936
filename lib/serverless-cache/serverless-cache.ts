import { ArnFormat, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { type Connections, type ISubnet, type IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnServerlessCache, type CfnServerlessCacheProps, type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { automaticGuardProblems } from '../gates/private/guard-problems';
import { type ReplacementGuard } from '../gates/replacement-guard';
import { type AddressRange } from '../network/address-range';
import { NetworkAccess } from '../network/network-access';
import { type VpcAccessOptions } from '../network/vpc-access-options';
import { bindAuthentication } from '../private/authentication/bind-authentication';
import { physicalIdFor } from '../private/authentication/physical-id';
import { newServerlessReplacementGuard } from '../private/automatic-replacement-guard';
import { noPrivateSubnetsProblem } from '../private/companion-problems';
import { injectedProps } from '../private/injected-props';
import { newCacheConnections } from '../private/network/cache-connections';
import { storedIdOf } from '../private/replication-group-settings';
import { selectCacheSubnets } from '../private/select-cache-subnets';
import { leavesSnapshot, renderServerlessCache } from '../private/serverless/render-serverless-cache';
import { factsOfServerlessProps } from '../private/serverless/serverless-facts';
import { serverlessPorts } from '../private/serverless/serverless-ports';
import {
  authenticationProblems,
  validateNewServerlessCache,
  validateServerlessCacheAtSynthesis,
} from '../private/serverless/validate-serverless-cache';
import { Authentication } from '../replication-group/authentication';
import { CacheEndpoint } from '../replication-group/cache-endpoint';
import { NetworkType } from '../replication-group/network-type';
import { ImportedServerlessCache } from './imported-serverless-cache';
import { type ServerlessCacheAttributes } from './serverless-cache-attributes';
import { ServerlessCacheBase } from './serverless-cache-base';
import { ServerlessCacheEngine } from './serverless-cache-engine';
import { type IServerlessCache } from './serverless-cache-interface';
import { type ServerlessCacheProps } from './serverless-cache-props';

/** Longest `Description`. */
const MAX_DESCRIPTION_LENGTH = 255;

/**
 * A serverless cache of ElastiCache (Valkey or Redis OSS), dual stack unless told otherwise, with its security group and the
 * users of its clients.
 *
 * Always encrypted, at rest and in transit; clients prove who they are with IAM. There is no IP discovery and no propagation:
 * nodes are not seen, and which address family a client uses is decided by its own look-up of the endpoint's name.
 *
 * @resource AWS::ElastiCache::ServerlessCache
 * @stateful
 *
 * @example
 * import { Size, Stack } from 'aws-cdk-lib';
 * import { IpProtocol, Vpc } from 'aws-cdk-lib/aws-ec2';
 * import { FargateService } from 'aws-cdk-lib/aws-ecs';
 * import { ServerlessCache } from 'cdk-elasticache-dual-stack';
 *
 * declare const stack: Stack;
 * declare const service: FargateService;
 *
 * const vpc = new Vpc(stack, 'Vpc', { ipProtocol: IpProtocol.DUAL_STACK });
 * const cache = new ServerlessCache(stack, 'Cache', { vpc, maxDataStorage: Size.gibibytes(10) });
 * cache.connections.allowDefaultPortFrom(service);
 * cache.grants.connect(service.taskDefinition.taskRole);
 */
export class ServerlessCache extends ServerlessCacheBase {
  /** What property injectors know this class by. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache-dual-stack.ServerlessCache';

  /**
   * Use a serverless cache that something else made, of which only the name is known.
   *
   * @param scope where the import is in the construct tree
   * @param id name of the import in `scope`
   * @param serverlessCacheName name of the cache, in the account and region of the stack
   */
  public static fromServerlessCacheName(scope: Construct, id: string, serverlessCacheName: string): IServerlessCache {
    return new ImportedServerlessCache(scope, id, { serverlessCacheName });
  }

  /**
   * Use a serverless cache that something else made, of which only the ARN is known.
   *
   * @param scope where the import is in the construct tree
   * @param id name of the import in `scope`
   * @param serverlessCacheArn ARN of the cache, in whatever account and region
   */
  public static fromServerlessCacheArn(scope: Construct, id: string, serverlessCacheArn: string): IServerlessCache {
    const { resourceName = '' } = Stack.of(scope).splitArn(serverlessCacheArn, ArnFormat.COLON_RESOURCE_NAME);
    return new ImportedServerlessCache(scope, id, { serverlessCacheName: resourceName, serverlessCacheArn });
  }

  /**
   * Use a serverless cache that something else made. Makes nothing.
   *
   * @param scope where the import is in the construct tree
   * @param id name of the import in `scope`
   * @param attrs what is known of the cache
   */
  public static fromServerlessCacheAttributes(scope: Construct, id: string, attrs: ServerlessCacheAttributes): IServerlessCache {
    return new ImportedServerlessCache(scope, id, attrs);
  }

  public readonly serverlessCacheName: string;
  public readonly serverlessCacheArn: string;
  public readonly endpoint?: CacheEndpoint;
  public readonly readerEndpoint?: CacheEndpoint;
  public readonly engine?: ServerlessCacheEngine;
  public readonly networkType?: NetworkType;

  /**
   * Who may connect: `connections.allowDefaultPortFrom(client)` opens the ports of both endpoints, for both address families if
   * the client is a security group (or has one). For ranges of addresses there are `allowFromVpc()` and `allowFromRanges()`.
   */
  public readonly connections: Connections;

  /**
   * The user group that `Authentication.iam()` made.
   *
   * @default - none
   */
  public readonly userGroup?: IUserGroupRef;

  /**
   * The guard that refuses an update that would replace the cache.
   *
   * @default - none, with `replacementGuard: false`
   */
  public readonly replacementGuard?: ReplacementGuard;

  private readonly vpc: IVpc;

  /**
   * @param scope where the cache is in the construct tree
   * @param id name of the cache in `scope`
   * @param props what the cache is to be
   * @throws `ReplicationGroupValidationError` with everything that is wrong, a line with a stable code for each
   */
  public constructor(scope: Construct, id: string, props: ServerlessCacheProps) {
    const injected = injectedProps(ServerlessCache.PROPERTY_INJECTION_ID, scope, id, props);
    super(scope, id, { physicalName: storedIdOf(injected.serverlessCacheName) ?? physicalIdFor(scope, id, id) });
    const { vpc, networkType = NetworkType.DUAL_STACK, authentication = Authentication.iam() } = injected;
    const subnets = subnetsFor(injected, networkType);
    const properties: CfnServerlessCacheProps = {
      ...renderServerlessCache(injected, this.physicalName, this.node.path.slice(-MAX_DESCRIPTION_LENGTH)),
      subnetIds: subnets.map(({ subnetId }) => subnetId),
    };
    const problems = [
      ...(subnets.length === 0 ? [noPrivateSubnetsProblem()] : []),
      ...authenticationProblems(authentication._method),
      ...automaticGuardProblems(injected),
    ];
    validateNewServerlessCache(this, factsOfServerlessProps(properties, networkType), problems);

    const users = bindAuthentication(this, authentication._method);
    const own = injected.securityGroups === undefined ? [newSecurityGroup(this, vpc)] : [];
    const securityGroups = injected.securityGroups ?? own;
    const resource = new CfnServerlessCache(this, 'Resource', {
      ...properties,
      userGroupId: users.properties.userGroupIds?.[0],
      securityGroupIds: securityGroups.map(({ securityGroupId }) => securityGroupId),
    });
    // the L1 of older versions of the CDK does not know it
    resource.addPropertyOverride('NetworkType', networkType);
    validateServerlessCacheAtSynthesis(this, resource);
    configureRemoval(injected, resource, [...own, ...users.made]);

    this.vpc = vpc;
    this.engine = injected.engine ?? ServerlessCacheEngine.VALKEY_8;
    this.networkType = networkType;
    this.userGroup = users.userGroup;
    this.serverlessCacheName = this.getResourceNameAttribute(resource.ref);
    this.serverlessCacheArn = this.arnOf(resource);
    this.endpoint = new CacheEndpoint(resource.attrEndpointAddress, Token.asNumber(resource.attrEndpointPort));
    this.readerEndpoint = new CacheEndpoint(resource.attrReaderEndpointAddress, Token.asNumber(resource.attrReaderEndpointPort));
    this.connections = newCacheConnections(networkType, { securityGroups, defaultPort: serverlessPorts() });
    this.replacementGuard = newServerlessReplacementGuard(this, injected);
  }

  /**
   * Opens the ports for everybody in the VPC of the cache: for its IPv4 ranges and its IPv6 ranges, as far as the cache has such
   * addresses.
   *
   * @param options ranges that the app does not know
   * @throws `ReplicationGroupValidationError` (`VpcCidrUnknown`, `NoSecurityGroupToOpen`); at synth with `VpcCidrAddedLater`
   */
  public allowFromVpc(options: VpcAccessOptions = {}): void {
    NetworkAccess.fromServerlessCache(this).allowFromVpc(this.vpc, options);
  }

  /**
   * Opens the ports for ranges of addresses, of either family.
   *
   * @param ranges where the clients are, for example `AddressRange.of('2001:db8:20::/48')`
   * @throws `ReplicationGroupValidationError` (`NoSecurityGroupToOpen`)
   */
  public allowFromRanges(...ranges: AddressRange[]): void {
    NetworkAccess.fromServerlessCache(this).allowFromRanges(...ranges);
  }

  private arnOf(resource: CfnServerlessCache): string {
    return this.getResourceArnAttribute(resource.attrArn, {
      service: 'elasticache',
      resource: 'serverlesscache',
      resourceName: this.physicalName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}

/** Of the subnets that nobody chose one in each zone, where a VPC endpoint has its one network interface. */
function subnetsFor({ vpc, vpcSubnets }: ServerlessCacheProps, networkType: NetworkType): readonly ISubnet[] {
  const subnets = selectCacheSubnets(vpc, vpcSubnets, networkType);
  const isFirstOfZone = ({ availabilityZone }: ISubnet, index: number): boolean =>
    subnets.findIndex((each) => each.availabilityZone === availabilityZone) === index;
  return vpcSubnets === undefined ? subnets.filter(isFirstOfZone) : subnets;
}

function newSecurityGroup(cache: Construct, vpc: IVpc): SecurityGroup {
  return new SecurityGroup(cache, 'SecurityGroup', {
    vpc,
    description: `Endpoints of ${cache.node.path}`,
    // endpoints answer, they never call
    allowAllOutbound: false,
  });
}

function configureRemoval(
  props: ServerlessCacheProps,
  resource: CfnServerlessCache,
  companions: readonly { applyRemovalPolicy(policy: RemovalPolicy): void }[],
): void {
  const policy = leavesSnapshot(props) ? RemovalPolicy.DESTROY : (props.removalPolicy ?? RemovalPolicy.DESTROY);
  resource.applyRemovalPolicy(policy);
  if (policy === RemovalPolicy.RETAIN || policy === RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE) {
    companions.forEach((companion) => {
      companion.applyRemovalPolicy(policy);
    });
  }
}
