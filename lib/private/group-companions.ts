import { RemovalPolicy } from 'aws-cdk-lib';
import { type ISecurityGroup, type ISubnet, type IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type CfnReplicationGroup, CfnSubnetGroup, type IParameterGroupRef, type ISubnetGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { newParameterGroup } from './new-parameter-group';
import { type ReplicationGroupSettings } from './replication-group-settings';

/** What must stay if the nodes stay, because they use it. */
export interface Removable {
  applyRemovalPolicy(policy: RemovalPolicy): void;
}

/** The resources that a replication group stands on. */
export interface GroupCompanions {
  readonly subnetGroup: ISubnetGroupRef;
  readonly parameterGroup: IParameterGroupRef;
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
  const made: Removable[] = [];
  const making = <T extends Removable>(companion: T): T => {
    made.push(companion);
    return companion;
  };
  return {
    subnetGroup: props.subnetGroup ?? making(newSubnetGroup(group, subnets)),
    parameterGroup: props.parameterGroup ?? making(newOwnParameterGroup(group, settings, props)),
    securityGroups: props.securityGroups ?? [making(newSecurityGroup(group, props.vpc))],
    made,
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

/** Also where no parameter is set, so that parameters can be changed later: the groups of AWS can not. */
function newOwnParameterGroup(group: Construct, settings: ReplicationGroupSettings, { parameters }: ReplicationGroupProps): Removable & IParameterGroupRef {
  const { engine, clusterMode } = settings;
  const description = `Parameters of ${group.node.path}`;
  return newParameterGroup(group, 'ParameterGroup', 'ParameterGroupWithoutClusterMode', { engine, clusterMode, parameters, description });
}

function newSecurityGroup(group: Construct, vpc: IVpc): SecurityGroup {
  return new SecurityGroup(group, 'SecurityGroup', {
    vpc,
    description: `Nodes of ${group.node.path}`,
    // nodes answer, they never call
    allowAllOutbound: false,
  });
}
