import { type Fact, UNKNOWN } from './fact';
import { listFact, numberFact, stringFact } from './fact-readers';
import { type TemplateProperties } from './final-properties';
import { field, textsOf } from './operation-facts';

/** What is known of one shard that is configured by itself. */
export interface NodeGroupFacts {
  readonly id: Fact<string>;
  /** For example `0-5460`. */
  readonly slots: Fact<string>;
  readonly replicas: Fact<number>;
  readonly primaryZone: Fact<string>;
  readonly replicaZones: Fact<readonly Fact<string>[]>;
}

/** How the nodes of a group are laid out, beyond their number: see `GroupFacts`. */
export interface TopologyFacts {
  readonly nodeGroups: Fact<readonly NodeGroupFacts[]>;
  /** `NumNodeGroups` as it is written, not concluded from `NodeGroupConfiguration`. */
  readonly statedShards: Fact<number>;
  /** `ReplicasPerNodeGroup` as it is written. */
  readonly statedReplicas: Fact<number>;
  readonly preferredZones: Fact<readonly Fact<string>[]>;
}

export function topologyFactsOf(properties: TemplateProperties): TopologyFacts {
  const nodeGroups = listFact(properties['NodeGroupConfiguration']);
  return {
    nodeGroups: nodeGroups === UNKNOWN ? UNKNOWN : nodeGroups?.map(nodeGroupFacts),
    statedShards: numberFact(properties['NumNodeGroups']),
    statedReplicas: numberFact(properties['ReplicasPerNodeGroup']),
    preferredZones: textsOf(properties['PreferredCacheClusterAZs'] ?? properties['PreferredCacheClusterAzs']),
  };
}

/** The replicas of every shard, if all have the same number of them. */
export function commonReplicas(nodeGroups: Fact<readonly NodeGroupFacts[]>): Fact<number> {
  if (nodeGroups === UNKNOWN || nodeGroups === undefined) {
    return nodeGroups;
  }
  const counts = [...new Set(nodeGroups.map(({ replicas }) => replicas))];
  return counts.length === 1 ? counts[0] : UNKNOWN;
}

function nodeGroupFacts(nodeGroup: unknown): NodeGroupFacts {
  return {
    id: stringFact(field(nodeGroup, 'NodeGroupId', 'nodeGroupId')),
    slots: stringFact(field(nodeGroup, 'Slots', 'slots')),
    replicas: numberFact(field(nodeGroup, 'ReplicaCount', 'replicaCount')),
    primaryZone: stringFact(field(nodeGroup, 'PrimaryAvailabilityZone', 'primaryAvailabilityZone')),
    replicaZones: textsOf(field(nodeGroup, 'ReplicaAvailabilityZones', 'replicaAvailabilityZones')),
  };
}
