import { UNKNOWN } from '../fact';
import { type GroupFacts } from '../group-facts';
import { firstSlotNotOnce, parseSlots, SLOTS } from '../slot-ranges';
import { type NodeGroupFacts } from '../topology-facts';
import { type GroupRule, isOutOfRange, known } from './group-rule';

const MAX_REPLICAS = 5;

/** Shards that are configured one by one. */
export const NODE_GROUP_RULES: readonly GroupRule[] = [
  {
    code: 'NodeGroupsExcludeReplicasPerShard',
    refuses: '`NodeGroupConfiguration` and `ReplicasPerNodeGroup` together',
    problem: ({ nodeGroups, statedReplicas }) =>
      nodeGroups !== undefined && statedReplicas !== undefined
        ? `property ReplicasPerNodeGroup is ${String(known(statedReplicas) ?? 'a token')} and NodeGroupConfiguration is set too, but ` +
          'CloudFormation replaces groups that mix them: leave out ReplicasPerNodeGroup, and give each shard its ReplicaCount'
        : undefined,
  },
  {
    code: 'NodeGroupsContradictShards',
    refuses: '`NumNodeGroups` that is not the number of entries of `NodeGroupConfiguration`',
    problem: ({ nodeGroups, statedShards }) => {
      const [count, shards] = [known(nodeGroups)?.length, known(statedShards)];
      return count !== undefined && shards !== undefined && count !== shards
        ? `property NumNodeGroups is ${shards} but NodeGroupConfiguration has ${count} shards: leave out NumNodeGroups`
        : undefined;
    },
  },
  {
    code: 'NodeGroupIdMalformed',
    refuses: 'a `NodeGroupId` that is not 1 to 4 digits, or that two shards have',
    problem: firstProblem(({ id }, { nodeGroups }) => {
      const text = known(id);
      if (text === undefined) {
        return undefined;
      }
      const isTwice = (known(nodeGroups) ?? []).filter((each) => each.id === text).length > 1;
      return isTwice || !/^\d{1,4}$/.test(text)
        ? `NodeGroupId is ${JSON.stringify(text)} but must be 1 to 4 digits, another number for each shard: use for example "0001"`
        : undefined;
    }),
  },
  {
    code: 'NodeGroupReplicasOutOfRange',
    refuses: 'a `ReplicaCount` outside of 0 to 5',
    problem: firstProblem(({ replicas }) =>
      isOutOfRange(replicas, 0, MAX_REPLICAS)
        ? `ReplicaCount is ${replicas} but must be a whole number from 0 to ${MAX_REPLICAS}: change it`
        : undefined,
    ),
  },
  {
    code: 'NodeGroupZonesMismatch',
    refuses: 'a shard with another number of `ReplicaAvailabilityZones` than `ReplicaCount`',
    problem: firstProblem(({ replicas, replicaZones }) => {
      const [zones, count] = [known(replicaZones)?.length, known(replicas)];
      return zones !== undefined && count !== undefined && zones !== count
        ? `ReplicaCount is ${count} but there are ${zones} ReplicaAvailabilityZones: name one zone for each replica, or leave them out`
        : undefined;
    }),
  },
  {
    code: 'NodeGroupSlotsMalformed',
    refuses: '`Slots` of a shard that are not slots and ranges from 0 to 16383',
    problem: firstProblem(({ slots }) => {
      const text = known(slots);
      return text !== undefined && parseSlots(text) === undefined
        ? `Slots is ${JSON.stringify(text)} but must be slots and ranges from 0 to ${SLOTS - 1}: use for example "0-8191"`
        : undefined;
    }),
  },
  {
    code: 'NodeGroupSlotsIncomplete',
    refuses: '`Slots` that together leave out a slot or have it twice',
    problem: ({ nodeGroups }) => slotProblem(known(nodeGroups) ?? []),
  },
];

/** The rule for one shard, for all of them: it names the first that breaks it. */
function firstProblem(problem: (nodeGroup: NodeGroupFacts, facts: GroupFacts) => string | undefined): GroupRule['problem'] {
  return (facts) => {
    const messages = (known(facts.nodeGroups) ?? []).map((nodeGroup, index) => {
      const message = problem(nodeGroup, facts);
      return message === undefined ? undefined : `shard ${index + 1} of NodeGroupConfiguration is wrong, ${message}`;
    });
    return messages.find((message) => message !== undefined);
  };
}

function slotProblem(nodeGroups: readonly NodeGroupFacts[]): string | undefined {
  const texts = nodeGroups.map(({ slots }) => slots);
  if (texts.every((text) => text === undefined) || texts.includes(UNKNOWN)) {
    return undefined;
  }
  const silent = texts.indexOf(undefined);
  if (silent >= 0) {
    return `shard ${silent + 1} of NodeGroupConfiguration has no Slots but others have: give Slots to every shard, or to none`;
  }
  const ranges = texts.map((text) => (typeof text === 'string' ? parseSlots(text) : undefined));
  const wrong = ranges.every((range) => range !== undefined) ? firstSlotNotOnce(ranges.flat()) : undefined;
  return wrong === undefined
    ? undefined
    : `the Slots of NodeGroupConfiguration ${wrong.isMissing ? 'leave out' : 'have twice'} slot ${wrong.slot}, but together they must have ` +
        `each from 0 to ${SLOTS - 1} once: change them, or leave them out for even shares`;
}
