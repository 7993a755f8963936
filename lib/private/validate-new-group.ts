import { Token } from 'aws-cdk-lib';
import { type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { type CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { type IConstruct } from 'constructs';
import { automaticGuardProblems } from '../gates/private/guard-problems';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { companionProblems } from './companion-problems';
import { UNKNOWN } from './fact';
import { stringFact } from './fact-readers';
import { factsOfProps } from './facts-of-cfn-replication-group';
import { type PlaceFacts } from './group-facts';
import { readTopicDuringConstruction, topicIsEncrypted } from './notification-topic';
import { type ParameterGroupFacts, parameterGroupFactsOf, readParametersDuringConstruction } from './parameter-group-facts';
import { type ReplicationGroupSettings } from './replication-group-settings';
import { placeFactsOf, readSubnetDuringConstruction } from './subnet-facts';
import { placeOfSubnetGroup } from './subnet-group-facts';
import { validateDuringConstruction } from './validate-replication-group';

/** A group that is about to be made. */
export interface NewGroup {
  readonly props: ReplicationGroupProps;
  readonly settings: ReplicationGroupSettings;
  /** What goes to the L1, except for references. */
  readonly properties: CfnReplicationGroupProps;
  /** Those that were selected, if there is no subnet group to take. */
  readonly subnets: readonly ISubnet[] | undefined;
}

/**
 * Fails with everything that is wrong with the group, before anything is made for it.
 *
 * @throws ReplicationGroupValidationError
 */
export function validateNewGroup(scope: IConstruct, { props, settings, properties, subnets }: NewGroup): void {
  const facts = factsOfProps(properties, {
    noReplicasAccepted: settings.allowNoReplicas,
    clusterMode: Token.isUnresolved(settings.clusterMode) ? UNKNOWN : settings.clusterMode,
    usersHaveIam: settings.authentication.kind === 'iam',
    ...placeOf(props, subnets),
    ...parametersOf(props, settings),
    topicIsEncrypted: topicIsEncrypted(props.notificationTopic?.topicRef.topicArn, readTopicDuringConstruction),
  });
  validateDuringConstruction(scope, facts, [...companionProblems(scope, props, subnets), ...automaticGuardProblems(props)]);
}

function placeOf({ subnetGroup }: ReplicationGroupProps, subnets: readonly ISubnet[] = []): PlaceFacts {
  return subnetGroup === undefined
    ? placeFactsOf(
        subnets.map(({ subnetId }) => subnetId),
        readSubnetDuringConstruction,
      )
    : placeOfSubnetGroup(subnetGroup.subnetGroupRef.cacheSubnetGroupName, readSubnetDuringConstruction);
}

/** The group's own parameter group agrees with engine and cluster mode by the way it is made. */
function parametersOf({ parameterGroup, parameters = {} }: ReplicationGroupProps, { engine }: ReplicationGroupSettings): ParameterGroupFacts {
  return parameterGroup === undefined
    ? {
        parameterGroupFamily: stringFact(engine.parameterGroupFamily),
        parametersEnableCluster: UNKNOWN,
        parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, stringFact(value)] as const)),
      }
    : parameterGroupFactsOf(parameterGroup.parameterGroupRef.cacheParameterGroupName, readParametersDuringConstruction);
}
