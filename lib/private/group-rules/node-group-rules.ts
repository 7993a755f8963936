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
    refuses: '`nodeGroups` and `replicasPerShard` together',
    problem: ({ nodeGroups, statedReplicas }) =>
      nodeGroups !== undefined && statedReplicas !== undefined
        ? `replicasPerShard (ReplicasPerNodeGroup) is ${String(known(statedReplicas) ?? 'a token')} and nodeGroups is set too, but ` +
          'CloudFormation replaces groups that mix them: leave out replicasPerShard, and give each of the nodeGroups its replicas'
        : undefined,
  },
  {
    code: 'NodeGroupsContradictShards',
    refuses: '`shards` that is not the number of `nodeGroups`',
    problem: ({ nodeGroups, statedShards }) => {
      const [count, shards] = [known(nodeGroups)?.length, known(statedShards)];
      return count !== undefined && shards !== undefined && count !== shards
        ? `shards is ${shards} but there are ${count} nodeGroups: leave out shards`
        : undefined;
    },
  },
  {
    code: 'NodeGroupIdMalformed',
    refuses: '`nodeGroupId` that is not 1 to 4 digits, or that two shards have',
    problem: firstProblem(({ id }, { nodeGroups }) => {
      const text = known(id);
      if (text === undefined) {
        return undefined;
      }
      const isTwice = (known(nodeGroups) ?? []).filter((each) => each.id === text).length > 1;
      return isTwice || !/^\d{1,4}$/.test(text)
        ? `nodeGroupId is ${JSON.stringify(text)} but must be 1 to 4 digits, another number for each shard: use for example "0001"`
        : undefined;
    }),
  },
  {
    code: 'NodeGroupReplicasOutOfRange',
    refuses: '`replicas` of a shard outside of 0 to 5',
    problem: firstProblem(({ replicas }) =>
      isOutOfRange(replicas, 0, MAX_REPLICAS)
        ? `replicas is ${replicas} but must be a whole number from 0 to ${MAX_REPLICAS}: change replicas`
        : undefined,
    ),
  },
  {
    code: 'NodeGroupZonesMismatch',
    refuses: 'a shard with another number of `replicaAvailabilityZones` than of `replicas`',
    problem: firstProblem(({ replicas, replicaZones }) => {
      const [zones, count] = [known(replicaZones)?.length, known(replicas)];
      return zones !== undefined && count !== undefined && zones !== count
        ? `replicas is ${count} but there are ${zones} replicaAvailabilityZones: name one zone for each replica, or leave them out`
        : undefined;
    }),
  },
  {
    code: 'NodeGroupSlotsMalformed',
    refuses: '`slots` of a shard that are not slots and ranges from 0 to 16383',
    problem: firstProblem(({ slots }) => {
      const text = known(slots);
      return text !== undefined && parseSlots(text) === undefined
        ? `slots is ${JSON.stringify(text)} but must be slots and ranges from 0 to ${SLOTS - 1}: use for example "0-8191"`
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
      return message === undefined ? undefined : `nodeGroups[${index}].${message}`;
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
    return `nodeGroups[${silent}] has no slots but others have: give slots to every one of the nodeGroups, or to none`;
  }
  const ranges = texts.map((text) => (typeof text === 'string' ? parseSlots(text) : undefined));
  const wrong = ranges.every((range) => range !== undefined) ? firstSlotNotOnce(ranges.flat()) : undefined;
  return wrong === undefined
    ? undefined
    : `the slots of the nodeGroups ${wrong.isMissing ? 'leave out' : 'have twice'} slot ${wrong.slot}, but together they must have ` +
        `each from 0 to ${SLOTS - 1} once: change slots, or leave them out for even shares`;
}
