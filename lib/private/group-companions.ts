import { RemovalPolicy } from 'aws-cdk-lib';
import { type ISecurityGroup, type ISubnet, type IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnParameterGroup, type CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { ClusterMode } from '../replication-group/cluster-mode';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { type ReplicationGroupSettings } from './replication-group-settings';

/** What must stay if the nodes stay, because they use it. */
export interface Removable {
  applyRemovalPolicy(policy: RemovalPolicy): void;
}

/** The resources that a replication group stands on. */
export interface GroupCompanions {
  readonly cacheSubnetGroupName: string;
  readonly cacheParameterGroupName: string;
  readonly securityGroups: ISecurityGroup[];
  /** Those that were made for the group. */
  readonly made: readonly Removable[];
}

/** Makes what the group stands on, in its tree, where it was not given. */
export function newCompanions(
  group: Construct,
  settings: ReplicationGroupSettings,
  props: ReplicationGroupProps,
  subnets: readonly ISubnet[],
): GroupCompanions {
  const subnetGroup = newSubnetGroup(group, subnets);
  const parameterGroup = newParameterGroup(group, settings);
  const ownSecurityGroups = props.securityGroups === undefined ? [newSecurityGroup(group, props.vpc)] : [];
  return {
    cacheSubnetGroupName: subnetGroup.ref,
    cacheParameterGroupName: parameterGroup.ref,
    securityGroups: props.securityGroups ?? ownSecurityGroups,
    made: [subnetGroup, parameterGroup, ...ownSecurityGroups],
  };
}

/** Without a policy of its own the group keeps its data in a last snapshot. */
export function configureRemoval(
  policy: RemovalPolicy = RemovalPolicy.SNAPSHOT,
  group: CfnReplicationGroup,
  companions: readonly Removable[],
): void {
  group.applyRemovalPolicy(policy);
  if (policy === RemovalPolicy.RETAIN || policy === RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE) {
    companions.forEach((companion) => {
      companion.applyRemovalPolicy(policy);
    });
  }
}

function newSubnetGroup(group: Construct, subnets: readonly ISubnet[]): CfnSubnetGroup {
  return new CfnSubnetGroup(group, 'SubnetGroup', {
    description: `Subnets of ${group.node.path}`,
    subnetIds: subnets.map(({ subnetId }) => subnetId),
  });
}

/**
 * Of its own, so that parameters can be changed: the groups of AWS can not.
 *
 * The step towards cluster mode takes another parameter group in the same call; `cluster-enabled` does not change in one that is
 * in use. So it has another logical id.
 */
function newParameterGroup(group: Construct, { engine, clusterMode }: ReplicationGroupSettings): CfnParameterGroup {
  const isCluster = clusterMode === ClusterMode.ENABLED || clusterMode === ClusterMode.COMPATIBLE;
  return new CfnParameterGroup(group, isCluster ? 'ParameterGroup' : 'ParameterGroupWithoutClusterMode', {
    description: `Parameters of ${group.node.path}`,
    cacheParameterGroupFamily: engine.parameterGroupFamily,
    properties: isCluster ? { 'cluster-enabled': 'yes' } : undefined,
  });
}

function newSecurityGroup(group: Construct, vpc: IVpc): SecurityGroup {
  return new SecurityGroup(group, 'SecurityGroup', {
    vpc,
    description: `Nodes of ${group.node.path}`,
    // nodes answer, they never call
    allowAllOutbound: false,
  });
}
