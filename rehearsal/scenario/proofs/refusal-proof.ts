import { isDeepStrictEqual } from 'node:util';
import { type GroupChange } from '../../elasticache/replication-groups';
import { type ReplicationGroup } from '../../elasticache/replication-group';
import { type CdkResult } from '../cdk-cli';
import { type Proof, type Testimony, type Witness, type WitnessProgress } from '../proof';
import { type RehearsedAws } from '../rehearsed-aws';
import { type Stage } from '../stage';
import { keysIn, type NodeState, overall, stateOf } from './kept-data';

/** A guard refuses a replacement before anything changes: no call, no new node, no lost key, and a reason in the output of the CLI. */
export class RefusalProof implements Proof {
  /**
   * @param stack with the one group that would be replaced
   * @param mustSay what the message must hold besides what every refusal says
   */
  public constructor(
    private readonly stack: string,
    private readonly mustSay: readonly RegExp[],
  ) {}

  public async begin({ aws }: Stage): Promise<Witness> {
    const [group] = aws.groupsOf(this.stack);
    if (group === undefined) throw new Error(`the stack ${this.stack} has no replication group`);
    return new RefusalWitness({ aws, stack: this.stack, group, mustSay: this.mustSay, before: await lookAt(group), changesBefore: aws.groups.changes.length });
  }
}

/** A group as it is: its settings, and what each node is and holds. */
interface Look {
  readonly configuration: ReplicationGroup['configuration'];
  readonly nodes: readonly NodeState[];
}

interface RefusalCase {
  readonly aws: RehearsedAws;
  readonly stack: string;
  readonly group: ReplicationGroup;
  readonly mustSay: readonly RegExp[];
  readonly before: Look;
  readonly changesBefore: number;
}

class RefusalWitness implements Witness {
  public constructor(private readonly its: RefusalCase) {}

  public progress(): WitnessProgress {
    return { nodes: [] };
  }

  public stop(): Promise<void> {
    return Promise.resolve();
  }

  public async testify({ output }: CdkResult): Promise<Testimony> {
    const { aws, stack, group, mustSay, before, changesBefore } = this.its;
    const isThere = aws.groupsOf(stack).includes(group);
    const seen: SeenOfRefusal = {
      changes: aws.groups.changes.slice(changesBefore),
      isThere,
      before,
      // of a group that is gone there is nothing to look at
      after: isThere ? await lookAt(group) : { configuration: before.configuration, nodes: [] },
      message: refusalIn(output),
    };
    const keys = keysIn(seen.after.nodes);
    const nodes = seen.after.nodes.length;
    const deviations = refusalDeviations(seen, [...EVERY_REFUSAL_SAYS, new RegExp(`allowReplacement: '${group.id}: `), ...mustSay]);
    if (deviations.length > 0) return { deviations, remark: '' };
    return {
      deviations,
      remark: `refused before anything changed: ${nodes} nodes untouched${keys === 0 ? '' : `, ${keys} keys as before`}`,
      refusal: { stack, replicationGroupId: group.id, message: seen.message, nodes, keys, checksum: overall(seen.after.nodes) },
    };
  }
}

/** What is at stake, and the safe way. */
const EVERY_REFUSAL_SAYS = [
  /refused \(GroupWouldBeReplaced\)/,
  /NetworkType: "\w+" -> "\w+"/,
  /at stake: \d+ shards?, \d+ nodes? .*; [\d.]+ [KMG]iB in use \(.*CloudWatch, \d{4}-/,
  /To keep the data: put the old values back/,
];

/** What was seen around a refusal. */
export interface SeenOfRefusal {
  readonly changes: readonly GroupChange[];
  /** The stack still has the same group. */
  readonly isThere: boolean;
  readonly before: Look;
  readonly after: Look;
  /** Empty: the CLI printed none. */
  readonly message: string;
}

/** What did not go as planned. */
export function refusalDeviations({ changes, isThere, before, after, message }: SeenOfRefusal, mustSay: readonly RegExp[]): readonly string[] {
  const called = changes.map(({ operation, replicationGroupId }) => `${operation} was called for ${replicationGroupId}, although the replacement was refused`);
  const gone = isThere ? [] : ['the stack has another replication group now'];
  const set = isDeepStrictEqual(before.configuration, after.configuration) ? [] : ['the settings of the group changed'];
  const nodes = isThere ? before.nodes.flatMap((node, index) => nodeDeviations(node, after.nodes[index])) : [];
  const unsaid = message === '' ? ['the CDK CLI printed no refusal'] : mustSay.filter((text) => !text.test(message)).map((text) => `the refusal does not say ${text.source}: ${message}`);
  return [...called, ...gone, ...set, ...nodes, ...unsaid];
}

function nodeDeviations(before: NodeState, after: NodeState | undefined): readonly string[] {
  if (after === undefined) return [`the node ${before.memberId} is gone`];
  const restarted = before.runId === after.runId ? [] : [`the node ${before.memberId} was started again`];
  const lost = before.checksum === after.checksum ? [] : [`the data of ${before.memberId} changed: ${before.keys} keys before, ${after.keys} after`];
  return [...restarted, ...lost];
}

/** The embedded cluster keeps no data, and its nodes have no processes of their own. */
async function lookAt({ configuration, cluster, members }: ReplicationGroup): Promise<Look> {
  const nothing = { runId: '', keys: 0, checksum: '' };
  const nodes = cluster.kind === 'embedded' ? members.map(({ memberId, nodeGroupId }) => ({ memberId, nodeGroupId, ...nothing })) : await stateOf({ members });
  return { configuration, nodes };
}

/** From "refused" to the last line of the reason, as the CLI printed it first. */
export function refusalIn(output: string): string {
  const lines = output.split('\n');
  const first = lines.findIndex((line) => line.includes('refused (GroupWouldBeReplaced)'));
  const last = lines.findIndex((line, index) => index > first && line.includes('allowReplacement: \''));
  if (first < 0 || last < 0) return '';
  const [head = '', ...rest] = lines.slice(first, last + 1);
  return [head.slice(head.indexOf('refused (')), ...rest].join('\n');
}
