import { type GroupFacts } from '../group-facts';
import { type GroupRule, known } from './group-rule';

/** Availability zones that are named for single nodes. */
export const ZONE_RULES: readonly GroupRule[] = [
  {
    code: 'PreferredZonesNeedOneShard',
    refuses: '`preferredAvailabilityZones` with cluster mode',
    problem: ({ preferredZones, clusterMode }) =>
      preferredZones !== undefined && clusterMode === 'enabled'
        ? 'preferredAvailabilityZones (PreferredCacheClusterAZs) is set but clusterMode is "enabled", where each shard has zones of ' +
          'its own: use nodeGroups with primaryAvailabilityZone and replicaAvailabilityZones'
        : undefined,
  },
  {
    code: 'PreferredZonesMismatch',
    refuses: 'another number of `preferredAvailabilityZones` than of nodes',
    problem: ({ preferredZones, replicasPerShard, clusterMode }) => {
      const [zones, replicas] = [known(preferredZones)?.length, known(replicasPerShard)];
      return clusterMode !== 'enabled' && zones !== undefined && replicas !== undefined && zones !== replicas + 1
        ? `preferredAvailabilityZones (PreferredCacheClusterAZs) has ${zones} zones but there are ${replicas + 1} nodes: name one zone ` +
            'for each node, the primary first'
        : undefined;
    },
  },
  {
    code: 'PreferredZonesWithNodeGroups',
    refuses: '`preferredAvailabilityZones` and `nodeGroups` together',
    problem: ({ preferredZones, nodeGroups, clusterMode }) =>
      preferredZones !== undefined && nodeGroups !== undefined && clusterMode !== 'enabled'
        ? 'preferredAvailabilityZones (PreferredCacheClusterAZs) and nodeGroups (NodeGroupConfiguration) are set, but only one of them ' +
          'may name zones: leave out preferredAvailabilityZones'
        : undefined,
  },
  {
    code: 'ZoneWithoutSubnet',
    refuses: 'an availability zone for a node in which the group has no subnet',
    problem: (facts) => {
      const zones = known(facts.subnetZones);
      const without = zones === undefined ? undefined : namedZones(facts).find((zone) => !zones.includes(zone));
      return zones === undefined || without === undefined
        ? undefined
        : `availability zone ${JSON.stringify(without)} is named for a node but the subnets are in ${[...new Set(zones)].join(', ')}: name ` +
            'one of these, or select a subnet in that zone with vpcSubnets';
    },
  },
];

function namedZones({ preferredZones, nodeGroups }: GroupFacts): readonly string[] {
  const ofNodeGroups = (known(nodeGroups) ?? []).flatMap(({ primaryZone, replicaZones }) => [primaryZone, ...(known(replicaZones) ?? [])]);
  return [...(known(preferredZones) ?? []), ...ofNodeGroups].filter((zone) => typeof zone === 'string');
}
