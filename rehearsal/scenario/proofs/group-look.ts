import { isDeepStrictEqual } from 'node:util';
import { type KeptCache } from '../../elasticache/kept-cache';
import { type ReplicationGroup } from '../../elasticache/replication-group';
import { type RehearsedAws } from '../rehearsed-aws';
import { type NodeState, stateOf } from './kept-data';

/** A group, or a serverless cache, as it is: its settings, and what each node is and holds. */
export interface GroupLook {
  readonly configuration: KeptCache['configuration'];
  readonly nodes: readonly NodeState[];
}

/** The one group of a stack. */
export function onlyGroup(aws: RehearsedAws, stack: string): ReplicationGroup {
  const [group] = aws.groupsOf(stack);
  if (group === undefined) throw new Error(`the stack ${stack} has no replication group`);
  return group;
}

/** The embedded cluster keeps no data, and its nodes have no processes of their own. */
export async function lookAt({ configuration, cluster, members }: KeptCache): Promise<GroupLook> {
  const nothing = { runId: '', keys: 0, checksum: '' };
  const nodes = cluster.kind === 'embedded' ? members.map(({ memberId, nodeGroupId }) => ({ memberId, nodeGroupId, ...nothing })) : await stateOf({ members });
  return { configuration, nodes };
}

/** Whether the settings are other ones. */
export function settingsDeviations(before: GroupLook, after: GroupLook): readonly string[] {
  return isDeepStrictEqual(before.configuration, after.configuration) ? [] : ['the settings of the group changed'];
}

/** Which nodes are gone, were started again, or hold other data. */
export function nodeDeviations(before: GroupLook, after: GroupLook): readonly string[] {
  return before.nodes.flatMap((node, index) => ofNode(node, after.nodes[index]));
}

function ofNode(before: NodeState, after: NodeState | undefined): readonly string[] {
  if (after === undefined) return [`the node ${before.memberId} is gone`];
  const restarted = before.runId === after.runId ? [] : [`the node ${before.memberId} was started again`];
  const lost = before.checksum === after.checksum ? [] : [`the data of ${before.memberId} changed: ${before.keys} keys before, ${after.keys} after`];
  return [...restarted, ...lost];
}
