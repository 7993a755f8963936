import { Token } from 'aws-cdk-lib';
import { type ISubnet, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { type ISubnetGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type IConstruct } from 'constructs';
import { otherEnvironmentOf } from '../gates/private/gated-group';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { type CatalogueEntry } from './error-catalogue';
import { parameterProblems } from './parameter-problems';
import { referenceTarget } from './reference-target';
import { type Problem } from './validation-error';

const NO_PRIVATE_SUBNETS: CatalogueEntry = {
  code: 'NoPrivateSubnets',
  refuses: 'a VPC without private subnets, unless `vpcSubnets` says which others to use',
};

const SUBNET_GROUP_WITH_SUBNETS: CatalogueEntry = {
  code: 'SubnetGroupWithVpcSubnets',
  refuses: '`subnetGroup` and `vpcSubnets` together',
};

const SUBNET_GROUP_IN_OTHER_VPC: CatalogueEntry = {
  code: 'SubnetGroupInOtherVpc',
  refuses: 'a `subnetGroup` in another VPC than `vpc`',
};

const PARAMETER_GROUP_WITH_PARAMETERS: CatalogueEntry = {
  code: 'ParameterGroupWithParameters',
  refuses: '`parameterGroup` and `parameters` together',
};

const NOTIFICATION_TOPIC_ELSEWHERE: CatalogueEntry = {
  code: 'NotificationTopicElsewhere',
  refuses: 'a `notificationTopic` in another account or region than the group',
};

/** What can be wrong with what a group stands on, beyond the rules for groups. */
export const COMPANION_ERRORS: readonly CatalogueEntry[] = [
  NO_PRIVATE_SUBNETS,
  SUBNET_GROUP_WITH_SUBNETS,
  SUBNET_GROUP_IN_OTHER_VPC,
  PARAMETER_GROUP_WITH_PARAMETERS,
  NOTIFICATION_TOPIC_ELSEWHERE,
];

/** @param subnets those that were selected, if there is no subnet group to take */
export function companionProblems(
  scope: IConstruct,
  props: ReplicationGroupProps,
  subnets: readonly ISubnet[] | undefined,
): readonly Problem[] {
  const { vpc, subnetGroup, vpcSubnets, parameterGroup, parameters } = props;
  const problems = [
    ...(subnets?.length === 0 ? [noPrivateSubnetsProblem()] : []),
    ...(parameters === undefined ? [] : parameterProblems(parameters)),
  ];
  if (subnetGroup !== undefined && vpcSubnets !== undefined) {
    const message = 'subnetGroup and vpcSubnets are set, but both choose the subnets: leave out vpcSubnets';
    problems.push({ code: SUBNET_GROUP_WITH_SUBNETS.code, message });
  }
  if (subnetGroup !== undefined && isInOtherVpc(subnetGroup, vpc)) {
    const message = `subnetGroup is ${JSON.stringify(subnetGroup.node.path)}, whose subnets are in another VPC than vpc: use one of the same VPC`;
    problems.push({ code: SUBNET_GROUP_IN_OTHER_VPC.code, message });
  }
  if (parameterGroup !== undefined && parameters !== undefined) {
    const names = Object.keys(parameters).join(', ');
    const message = `parameterGroup and parameters (${names}) are set, but a group has one parameter group: put the parameters into it`;
    problems.push({ code: PARAMETER_GROUP_WITH_PARAMETERS.code, message });
  }
  return [...problems, ...topicProblems(scope, props)];
}

function topicProblems(scope: IConstruct, { notificationTopic }: ReplicationGroupProps): readonly Problem[] {
  const elsewhere = notificationTopic === undefined ? undefined : otherEnvironmentOf(scope, notificationTopic);
  const message = `notificationTopic is in ${elsewhere ?? ''}, but ElastiCache publishes only to topics in the account and region of the group: use one there`;
  return elsewhere === undefined ? [] : [{ code: NOTIFICATION_TOPIC_ELSEWHERE.code, message }];
}

export function noPrivateSubnetsProblem(): Problem {
  const message = 'vpc has no private subnets: select others with vpcSubnets, or use a VPC that has private subnets';
  return { code: NO_PRIVATE_SUBNETS.code, message };
}

/** Only where the subnet group tells its VPC, and both are known to be different ones. */
function isInOtherVpc(subnetGroup: ISubnetGroupRef & { readonly vpc?: IVpc }, vpc: IVpc): boolean {
  const ids = [subnetGroup.vpc?.vpcId, vpc.vpcId];
  const [first, second] = ids.map((id) => (Token.isUnresolved(id) ? referenceTarget(id) : id));
  return first !== undefined && second !== undefined && typeof first === typeof second && first !== second;
}
