import { RespFault } from '../../lambda/probe/resp/resp-fault';
import { type ReplyConsumer, wholeReply } from '../../lambda/probe/resp/reply-consumer';
import { RespReader } from '../../lambda/probe/resp/resp-reader';
import { ErrorReply } from '../../lambda/probe/resp/resp-value';
import { KnownRows } from '../../lambda/probe/views/known-rows';
import { type NodesAnswer, nodesRequest } from '../../lambda/probe/views/nodes-request';
import { slotsRequest } from '../../lambda/probe/views/slots-request';
import { plainPropagation } from '../../lambda/topology/demand';
import { EarlyReader } from '../../lambda/topology/early-reader';
import { Judge } from '../../lambda/topology/judge';
import { type Member, type MemberObservation } from '../../lambda/topology/observation';
import { mutate } from './mutate';
import { mutateStructure } from './mutate-structure';
import { isInOrder } from './oracle';
import { Random } from './random';
import { type Answers, answersOf, type Family, newCluster, type SceneNode } from './scene';

export interface FuzzOptions {
  /** Mutated replies in all. */
  readonly replies: number;
  readonly seed: number;
  readonly onProgress?: (found: FuzzFindings) => void;
}

export interface FuzzFindings {
  mutatedReplies: number;
  sweeps: number;
  /** Sweeps that opened although something in the bytes speaks against it. Must be 0. */
  falseOpens: number;
  /** What was thrown that is no `RespFault`. Must be 0. */
  crashes: number;
  /** Sweeps that opened, rightly: else nothing would be proven. */
  opens: number;
  /** MiB. */
  peakRssMib: number;
  readonly examples: string[];
}

const SWEEPS_OF_A_WATCH = 12;
const PROGRESS_EVERY = 20_000;
const MOST_EXAMPLES = 5;

/**
 * Sweeps of small clusters in which bytes of some replies are changed, in chunks of any size that come from all nodes in any
 * order. Each watch keeps what it has read between its sweeps, as the probe does: that is where a false memory would show.
 */
export function fuzz({ replies, seed, onProgress }: FuzzOptions): FuzzFindings {
  const random = new Random(seed);
  const found: FuzzFindings = { mutatedReplies: 0, sweeps: 0, falseOpens: 0, crashes: 0, opens: 0, peakRssMib: 0, examples: [] };
  let nextReport = PROGRESS_EVERY;
  while (found.mutatedReplies < replies) {
    watchOnce(random, found);
    if (found.mutatedReplies < nextReport) continue;
    nextReport += PROGRESS_EVERY;
    found.peakRssMib = Math.max(found.peakRssMib, Math.round(process.memoryUsage.rss() / 2 ** 20));
    onProgress?.(found);
  }
  return found;
}

function watchOnce(random: Random, found: FuzzFindings): void {
  const family = random.pick<Family>(['ipv4', 'ipv6']);
  const nodes = newCluster(random, family);
  const reader = new EarlyReader();
  const rows = new KnownRows();
  const judge = new Judge(plainPropagation(family));
  const members = nodes.map((_, index): Member => ({ id: `node-${index}`, host: `node-${index}.test`, port: 6379 }));
  for (let sweep = 0; sweep < SWEEPS_OF_A_WATCH; sweep += 1) {
    const pieces = 1 + random.below(4);
    const answers = nodes.map((node) => answersOf(nodes, node, pieces, random));
    found.mutatedReplies += mutateSome(answers, random);
    found.sweeps += 1;
    try {
      const observed = readAll(answers, members, { reader, rows }, random);
      const { kind } = judge.judge({ expected: members, members: observed });
      if (kind === 'open') noteOpen(answers, nodes, family, found);
    } catch (error) {
      found.crashes += 1;
      if (found.examples.length < MOST_EXAMPLES) found.examples.push(`crash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
}

function mutateSome(answers: readonly Answers[], random: Random): number {
  let mutated = 0;
  for (let times = random.chance(0.05) ? 0 : 1 + (random.chance(0.2) ? random.below(4) : 0); times > 0; times -= 1) {
    const target = random.pick(answers);
    const which = random.pick(['slots', 'slots', 'nodes', 'nodes', 'myId'] as const);
    target[which] = random.chance(0.4)
      ? mutateStructure(which, target[which], random)
      : mutate(target[which], random.pick(answers)[random.pick(['slots', 'nodes', which] as const)], random);
    mutated += 1;
  }
  return mutated;
}

/** Feeds the replies of all nodes in pieces, one node after the other in any order. */
function readAll(answers: readonly Answers[], members: readonly Member[], shared: { reader: EarlyReader; rows: KnownRows }, random: Random): MemberObservation[] {
  const streams = answers.map((each) => ({ bytes: Buffer.concat([each.myId, each.slots, each.nodes]), at: 0, ...newReader(shared) }));
  const open = [...streams];
  while (open.length > 0) {
    const index = random.below(open.length);
    const stream = open[index];
    if (!stream) break;
    const size = 1 + random.below(random.chance(0.5) ? 40 : 4000);
    try {
      stream.respReader.push(stream.bytes.subarray(stream.at, stream.at + size));
    } catch (error) {
      if (!(error instanceof RespFault)) throw error;
      stream.at = stream.bytes.length;
    }
    stream.at += size;
    if (stream.at >= stream.bytes.length) open.splice(index, 1);
  }
  return streams.map(({ results }, index) => observationOf(results, members[index]));
}

function newReader({ reader, rows }: { reader: EarlyReader; rows: KnownRows }): { respReader: RespReader; results: unknown[] } {
  const results: unknown[] = [];
  const consumers: ReplyConsumer<unknown>[] = [wholeReply, slotsRequest(reader, rows).consumer, nodesRequest(reader).consumer];
  const respReader = new RespReader({ begin: () => consumers[results.length] ?? wholeReply, complete: (result) => results.push(result) });
  return { respReader, results };
}

function observationOf([myId, slots, nodes]: readonly unknown[], member: Member | undefined): MemberObservation {
  if (!member) throw new Error('there are more answers than members');
  const isComplete = myId !== undefined && slots !== undefined && nodes !== undefined;
  if (!isComplete || [myId, slots, nodes].some((each) => each instanceof ErrorReply)) return { kind: 'unanswered', member, error: '', errorCode: 'MalformedResp' };
  return { kind: 'answered', member, myId, slots, nodes: (nodes as NodesAnswer).nodes };
}

function noteOpen(answers: readonly Answers[], nodes: readonly SceneNode[], family: Family, found: FuzzFindings): void {
  const wrong = nodes.findIndex((node, index) => {
    const each = answers[index];
    return !each || !isInOrder(splitAgain(each), node, nodes, family);
  });
  if (wrong < 0) {
    found.opens += 1;
    return;
  }
  found.falseOpens += 1;
  const bytes = answers[wrong];
  if (bytes && found.examples.length < MOST_EXAMPLES) found.examples.push(`false open: ${JSON.stringify([bytes.myId, bytes.slots, bytes.nodes].map((each) => each.toString('latin1')))}`);
}

/** A mutation may move the borders of replies: what counts is the stream. */
function splitAgain(answers: Answers): Answers {
  const stream = Buffer.concat([answers.myId, answers.slots, answers.nodes]);
  const ends: number[] = [];
  const reader = new RespReader({ begin: () => wholeReply, complete: () => ends.push(position) });
  let position = 0;
  for (; position < stream.length && ends.length < 3; ) {
    position += 1;
    reader.push(stream.subarray(position - 1, position));
  }
  const [first = 0, second = 0, third = 0] = ends;
  return { myId: stream.subarray(0, first), slots: stream.subarray(first, second), nodes: stream.subarray(second, third) };
}
