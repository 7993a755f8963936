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
    refuses: '`NodeGroupConfiguration` and `ReplicasPerNodeGroup` together (raw `CfnReplicationGroup`, escape hatch)',
    problem: ({ nodeGroups, statedReplicas }) =>
      nodeGroups !== undefined && statedReplicas !== undefined
        ? `property ReplicasPerNodeGroup is ${String(known(statedReplicas) ?? 'a token')} and NodeGroupConfiguration is set too, but ` +
          'CloudFormation may replace groups that mix them: leave out ReplicasPerNodeGroup, and give each shard its ReplicaCount'
        : undefined,
  },
  {
    code: 'NodeGroupsContradictShards',
    refuses: '`shards` that is not the number of `nodeGroups`',
    problem: ({ nodeGroups, statedShards }) => {
      const [count, shards] = [known(nodeGroups)?.length, known(statedShards)];
      return count !== undefined && shards !== undefined && count !== shards
        ? `shards (NumNodeGroups) is ${shards} but nodeGroups (NodeGroupConfiguration) has ${count} shards: leave out shards`
        : undefined;
    },
  },
  {
    code: 'NodeGroupIdMalformed',
    refuses: 'a `nodeGroupId` that is not 1 to 4 digits, or that two shards have',
    problem: firstProblem(({ id }, { nodeGroups }) => {
      const text = known(id);
      if (text === undefined) {
        return undefined;
      }
      const isTwice = (known(nodeGroups) ?? []).filter((each) => each.id === text).length > 1;
      return isTwice || !/^\d{1,4}$/.test(text)
        ? `nodeGroupId (NodeGroupId) is ${JSON.stringify(text)} but must be 1 to 4 digits, another number for each shard: use for example "0001"`
        : undefined;
    }),
  },
  {
    code: 'NodeGroupReplicasOutOfRange',
    refuses: 'a `replicaCount` outside of 0 to 5',
    problem: firstProblem(({ replicas }) =>
      isOutOfRange(replicas, 0, MAX_REPLICAS)
        ? `replicaCount (ReplicaCount) is ${replicas} but must be a whole number from 0 to ${MAX_REPLICAS}: change it`
        : undefined,
    ),
  },
  {
    code: 'NodeGroupZonesMismatch',
    refuses: 'a shard with another number of `replicaAvailabilityZones` than `replicaCount`',
    problem: firstProblem(({ replicas, replicaZones }) => {
      const [zones, count] = [known(replicaZones)?.length, known(replicas)];
      return zones !== undefined && count !== undefined && zones !== count
        ? `replicaCount (ReplicaCount) is ${count} but there are ${zones} replicaAvailabilityZones: name one zone for each replica, or leave them out`
        : undefined;
    }),
  },
  {
    code: 'NodeGroupSlotsMalformed',
    refuses: '`slots` of a shard that are not slots and ranges from 0 to 16383',
    problem: firstProblem(({ slots }) => {
      const text = known(slots);
      return text !== undefined && parseSlots(text) === undefined
        ? `slots (Slots) is ${JSON.stringify(text)} but must be slots and ranges from 0 to ${SLOTS - 1}: use for example "0-8191"`
        : undefined;
    }),
  },
  {
    code: 'NodeGroupSlotsIncomplete',
    refuses: '`slots` that together leave out a slot or have it twice',
    problem: ({ nodeGroups }) => slotProblem(known(nodeGroups) ?? []),
  },
];

/** The rule for one shard, for all of them: it names the first that breaks it. */
function firstProblem(problem: (nodeGroup: NodeGroupFacts, facts: GroupFacts) => string | undefined): GroupRule['problem'] {
  return (facts) => {
    const messages = (known(facts.nodeGroups) ?? []).map((nodeGroup, index) => {
      const message = problem(nodeGroup, facts);
      return message === undefined ? undefined : `shard ${index + 1} of nodeGroups (NodeGroupConfiguration) is wrong, ${message}`;
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
    return `shard ${silent + 1} of nodeGroups (NodeGroupConfiguration) has no slots but others have: give slots to every shard, or to none`;
  }
  const ranges = texts.map((text) => (typeof text === 'string' ? parseSlots(text) : undefined));
  const wrong = ranges.every((range) => range !== undefined) ? firstSlotNotOnce(ranges.flat()) : undefined;
  return wrong === undefined
    ? undefined
    : `the slots of nodeGroups (NodeGroupConfiguration) ${wrong.isMissing ? 'leave out' : 'have twice'} slot ${wrong.slot}, but together they must have ` +
        `each from 0 to ${SLOTS - 1} once: change them, or leave them out for even shares`;
}
