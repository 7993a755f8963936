import { setTimeout as pause } from 'node:timers/promises';
import { REACHABILITY_GATE_RESOURCE_TYPE } from '../../../lib/gates/contract';
import { type CacheMember } from '../../elasticache/cache-member';
import { type GroupChange } from '../../elasticache/replication-groups';
import { type ReplicationGroup } from '../../elasticache/replication-group';
import { type DeploymentJournal } from '../deployment-journal';
import { type Proof, type Testimony, type Witness, type WitnessProgress } from '../proof';
import { type RehearsedAws } from '../rehearsed-aws';
import { type Stage } from '../stage';
import { type GroupLook, lookAt, nodeDeviations, onlyGroup, settingsDeviations } from './group-look';

export interface ReachabilityProofOptions {
  /** With the one group that is flipped to ipv6. */
  readonly stack: string;
  /** The node that does not listen on ipv6 comes to do so while the gate waits; otherwise it never does. */
  readonly comesToListen: boolean;
}

/** Long enough for the gate to have asked every node more than once. */
const HELD_MILLIS = 3000;

/** One node does not listen on ipv6: reachability gates hold the flip back, with nothing of the group touched, until it does. */
export class ReachabilityProof implements Proof {
  public constructor(private readonly options: ReachabilityProofOptions) {}

  public async begin({ aws }: Stage, journal: DeploymentJournal): Promise<Witness> {
    const group = onlyGroup(aws, this.options.stack);
    // a replica: its primary serves the clients of its shard, and nobody would notice
    const mute = group.members.at(-1);
    if (mute === undefined) throw new Error(`the replication group ${group.id} has no node`);
    await mute.node.listen(['ipv4']);
    const its = { ...this.options, aws, journal, group, mute, before: await lookAt(group) };
    return new ReachabilityWitness(its, aws.groups.changes.length, aws.probeResults().length);
  }
}

interface ReachabilityCase extends ReachabilityProofOptions {
  readonly aws: RehearsedAws;
  readonly journal: DeploymentJournal;
  readonly group: ReplicationGroup;
  readonly mute: CacheMember;
  readonly before: GroupLook;
}

class ReachabilityWitness implements Witness {
  private readonly stopping = new AbortController();
  private held: Promise<void> = Promise.resolve();
  private whileHeld: SeenOfGroup | undefined;
  private listenedAt: number | undefined;

  public constructor(
    private readonly its: ReachabilityCase,
    private readonly changesBefore: number,
    private readonly probedBefore: number,
  ) {
    if (its.comesToListen) {
      its.journal.onceCalled(REACHABILITY_GATE_RESOURCE_TYPE, () => {
        this.held = this.letListen();
      });
    }
  }

  public progress(): WitnessProgress {
    return { nodes: [] };
  }

  public async stop(): Promise<void> {
    this.stopping.abort();
    await this.held;
  }

  public async testify(): Promise<Testimony> {
    const { journal, mute, comesToListen, before, group } = this.its;
    const seen: SeenOfReachability = {
      before,
      held: this.whileHeld ?? (await this.lookNow()),
      listenedAt: this.listenedAt,
      openedAt: this.firstOpenAt(),
      answers: journal.answers,
      failedType: journal.failedType ?? 'nothing',
      reason: journal.reason ?? '',
      ipDiscovery: group.configuration.ipDiscovery,
    };
    const deviations = comesToListen ? passedDeviations(seen) : heldDeviations(seen, mute.memberId);
    return { deviations, remark: deviations.length > 0 ? '' : remarkOf(seen, mute.memberId) };
  }

  private async letListen(): Promise<void> {
    await pause(HELD_MILLIS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    if (this.stopping.signal.aborted) return;
    this.whileHeld = await this.lookNow();
    // from now on, not when the node has answered that it does: the gate may be there before the answer
    this.listenedAt = Date.now();
    await this.its.mute.node.listen(['ipv4', 'ipv6']);
  }

  private async lookNow(): Promise<SeenOfGroup> {
    return { look: await lookAt(this.its.group), changes: this.its.aws.groups.changes.slice(this.changesBefore) };
  }

  /** When the probe first found every node. */
  private firstOpenAt(): number | undefined {
    const results = this.its.aws.probeResults().slice(this.probedBefore);
    return results.find(({ verdict }) => verdict.kind === 'open')?.decidedAtMillis;
  }
}

/** The group at one moment, and what was done to it until then. */
interface SeenOfGroup {
  readonly look: GroupLook;
  readonly changes: readonly GroupChange[];
}

/** What was seen of a flip that reachability gates hold back. */
export interface SeenOfReachability {
  readonly before: GroupLook;
  /** While the gates waited; or, where the node never listens, at the end. */
  readonly held: SeenOfGroup;
  /** When the node came to listen, milliseconds since the epoch. */
  readonly listenedAt: number | undefined;
  /** When the probe first found every node, milliseconds since the epoch. */
  readonly openedAt: number | undefined;
  /** Those of the gates, as in the journal. */
  readonly answers: readonly string[];
  /** Type of the resource that failed first, and why. */
  readonly failedType: string;
  readonly reason: string;
  /** Of the group, at the end. */
  readonly ipDiscovery: string;
}

/** What did not go as planned, where the node never comes to listen. */
export function heldDeviations(seen: SeenOfReachability, memberId: string): readonly string[] {
  const { failedType, reason, openedAt } = seen;
  return [
    ...touched(seen),
    ...(openedAt === undefined ? [] : [`the probe found every node, although ${memberId} did not listen on ipv6`]),
    ...(failedType === REACHABILITY_GATE_RESOURCE_TYPE ? [] : [`not a reachability gate failed first, but ${failedType}: ${reason}`]),
    ...(reason.includes(memberId) ? [] : [`the reason does not name ${memberId}: ${reason}`]),
  ];
}

/** What did not go as planned, where the node comes to listen. */
export function passedDeviations(seen: SeenOfReachability): readonly string[] {
  const { listenedAt, openedAt, answers, ipDiscovery } = seen;
  if (listenedAt === undefined) return ['no reachability gate waited for the node'];
  const missing = ['reachability gate', 'propagation gate'].filter((gate) => !answers.includes(`${gate} OPEN (ANSWERED)`));
  return [
    ...touched(seen),
    ...(openedAt !== undefined && openedAt >= listenedAt ? [] : ['the gate did not open after the node came to listen, but before or never']),
    ...missing.map((gate) => `no ${gate} opened with the evidence ANSWERED, the answers were ${answers.join(', ')}`),
    ...(ipDiscovery === 'ipv6' ? [] : ['the group was not flipped']),
  ];
}

function touched({ before, held }: SeenOfReachability): readonly string[] {
  const called = held.changes.map(({ operation, replicationGroupId }) => `${operation} was called for ${replicationGroupId} while a reachability gate waited`);
  return [...called, ...settingsDeviations(before, held.look), ...nodeDeviations(before, held.look)];
}

function remarkOf({ listenedAt, openedAt, before }: SeenOfReachability, memberId: string): string {
  if (listenedAt === undefined || openedAt === undefined) return `${memberId} does not listen on ipv6: the gate gave up and named it, ${before.nodes.length} nodes untouched`;
  return `held until ${memberId} listened on ipv6, opened ${openedAt - listenedAt} ms later: only then the group was flipped`;
}
