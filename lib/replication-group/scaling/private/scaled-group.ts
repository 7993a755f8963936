import { CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { UNKNOWN } from '../../../private/fact';
import { numberFact, stringFact } from '../../../private/fact-readers';
import { type IReplicationGroup } from '../../replication-group-interface';
import { type ScaledGroup } from './scaling-rules';

/** A reference, and whatever else the value may tell: an `IReplicationGroup` is passed as the narrower type. */
type TellingGroup = IReplicationGroupRef & Partial<Pick<IReplicationGroup, 'clusterMode' | 'shards' | 'replicasPerShard' | 'engine' | 'nodeType'>>;

/** As CloudFormation spells them. */
const CLUSTER_MODES = ['enabled', 'disabled', 'compatible'];

/** The L1 of the group, if this app defines it. */
export function resourceOf(group: IReplicationGroupRef): CfnReplicationGroup | undefined {
  return [group, group.node.defaultChild].find((each) => CfnReplicationGroup.isCfnReplicationGroup(each));
}

/** What is known of the group while the app is being built. */
export function groupAsStated(group: IReplicationGroupRef): ScaledGroup {
  const resource = resourceOf(group);
  const stated: TellingGroup | undefined = CfnReplicationGroup.isCfnReplicationGroup(group) ? undefined : group;
  return {
    clusterMode: clusterModeFact(stated?.clusterMode ?? resource?.clusterMode),
    engine: resource === undefined ? (stringFact(stated?.engine?.name) ?? UNKNOWN) : stringFact(resource.engine),
    engineVersion: stringFact(resource === undefined ? stated?.engine?.version : resource.engineVersion),
    nodeType: stringFact(resource === undefined ? stated?.nodeType?.nodeType : resource.cacheNodeType),
    globalReplicationGroupId: stringFact(resource?.globalReplicationGroupId),
    shards: numberFact(stated?.shards ?? resource?.numNodeGroups),
    replicasPerShard: numberFact(stated?.replicasPerShard ?? resource?.replicasPerNodeGroup),
  };
}

/** If nobody says it, the parameter group does, which is judged at synthesis. */
function clusterModeFact(clusterMode: string | undefined): ScaledGroup['clusterMode'] {
  return clusterMode !== undefined && CLUSTER_MODES.includes(clusterMode) ? (clusterMode as ScaledGroup['clusterMode']) : UNKNOWN;
}
