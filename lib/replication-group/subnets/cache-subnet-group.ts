import { Resource } from 'aws-cdk-lib';
import { type ISubnet, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnSubnetGroup, type SubnetGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { noPrivateSubnetsProblem } from '../../private/companion-problems';
import { injectedProps } from '../../private/injected-props';
import { selectCacheSubnets } from '../../private/select-cache-subnets';
import { supportedNetworkTypes } from '../../private/supported-network-types';
import { ReplicationGroupValidationError } from '../../private/validation-error';
import { NetworkType } from '../network-type';
import { type ICacheSubnetGroup } from './cache-subnet-group-interface';
import { type CacheSubnetGroupProps } from './cache-subnet-group-props';

/**
 * The subnets that the nodes of one or more replication groups are in.
 *
 * A `ReplicationGroup` makes one of its own; this is for sharing one. Its name is made up by CloudFormation.
 *
 * @resource AWS::ElastiCache::SubnetGroup
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { IpProtocol, Vpc } from 'aws-cdk-lib/aws-ec2';
 * import { CacheSubnetGroup, ReplicationGroup } from 'cdk-elasticache-dual-stack';
 *
 * declare const stack: Stack;
 *
 * const vpc = new Vpc(stack, 'Vpc', { ipProtocol: IpProtocol.DUAL_STACK });
 * const subnetGroup = new CacheSubnetGroup(stack, 'Subnets', { vpc });
 * subnetGroup.supportedNetworkTypes; // IPV4 and DUAL_STACK
 * new ReplicationGroup(stack, 'Sessions', { vpc, subnetGroup });
 */
export class CacheSubnetGroup extends Resource implements ICacheSubnetGroup {
  /** What property injectors know this class by. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache-dual-stack.CacheSubnetGroup';

  /**
   * Use a subnet group that something else made.
   *
   * @param scope where the import is in the construct tree
   * @param id name of the import in `scope`
   * @param cacheSubnetGroupName name of the subnet group
   */
  public static fromCacheSubnetGroupName(scope: Construct, id: string, cacheSubnetGroupName: string): ICacheSubnetGroup {
    return new ImportedSubnetGroup(scope, id, cacheSubnetGroupName);
  }

  /**
   * Name of the subnet group.
   *
   * @attribute
   */
  public readonly cacheSubnetGroupName: string;

  /** The VPC that the subnets are in. */
  public readonly vpc: IVpc;

  /** The subnets. */
  public readonly subnets: ISubnet[];

  /**
   * @param scope where the subnet group is in the construct tree
   * @param id name of the subnet group in `scope`
   * @param props which subnets
   * @throws `ReplicationGroupValidationError` (`NoPrivateSubnets`) if there are none
   */
  public constructor(scope: Construct, id: string, props: CacheSubnetGroupProps) {
    const injected = injectedProps(CacheSubnetGroup.PROPERTY_INJECTION_ID, scope, id, props);
    super(scope, id);
    const { vpc, vpcSubnets, networkType = NetworkType.DUAL_STACK, description = `Subnets of ${this.node.path}` } = injected;
    this.vpc = vpc;
    this.subnets = [...selectCacheSubnets(vpc, vpcSubnets, networkType)];
    if (this.subnets.length === 0) {
      throw new ReplicationGroupValidationError(this, [noPrivateSubnetsProblem()]);
    }
    const resource = new CfnSubnetGroup(this, 'Resource', { description, subnetIds: this.subnetIds() });
    if (injected.removalPolicy !== undefined) {
      resource.applyRemovalPolicy(injected.removalPolicy);
    }
    this.cacheSubnetGroupName = resource.ref;
  }

  /** What the subnet group is referred to by. */
  public get subnetGroupRef(): SubnetGroupReference {
    return { cacheSubnetGroupName: this.cacheSubnetGroupName };
  }

  /**
   * The network types that nodes in these subnets can have: `IPV4` in subnets with IPv4, `DUAL_STACK` too if all of them have
   * both families, `IPV6` in subnets that are IPv6-only. ElastiCache derives the same and tells it as `SupportedNetworkTypes`.
   *
   * Looks at the subnets anew at every call, because they may still get an IPv6 range.
   *
   * @default - not known, because a subnet is not defined in this app
   */
  public get supportedNetworkTypes(): NetworkType[] | undefined {
    return supportedNetworkTypes(this.subnetIds());
  }

  private subnetIds(): string[] {
    return this.subnets.map(({ subnetId }) => subnetId);
  }
}

/** Knows its name and makes nothing. */
class ImportedSubnetGroup extends Resource implements ICacheSubnetGroup {
  public constructor(
    scope: Construct,
    id: string,
    public readonly cacheSubnetGroupName: string,
  ) {
    super(scope, id);
  }

  public get subnetGroupRef(): SubnetGroupReference {
    return { cacheSubnetGroupName: this.cacheSubnetGroupName };
  }
}
