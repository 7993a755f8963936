import pLimit from 'p-limit';
import { type Member, type MemberObservation, type Observation } from '../topology/observation';
import { type NodeAsker } from './node-asker';

/** Nodes asked at the same time. */
const WIDTH = 32;
/** Nodes asked at the same time that did not answer the last time: each may hold its place for seconds. */
const SUSPECT_WIDTH = 64;

interface Entry {
  readonly asker: NodeAsker;
  latest: MemberObservation;
  /** While being asked, or in the queue for it; never rejects. */
  asking: Promise<void> | undefined;
  /** `performance.now()` when the question that is open was sent. */
  askedAt: number | undefined;
  /** `performance.now()` when the last question was sent, answered or not. */
  lastAskedAt: number;
  /** Did not answer the last time: nobody waits for it. */
  suspect: boolean;
}

/**
 * All members, what each said last, and who may be asked how.
 *
 * A node that does not answer costs seconds each time, so it is asked beside the others: rounds never wait for it, its
 * answer counts when it comes.
 */
export class Roster {
  /** `performance.now()` of the last reply, whichever member gave it. */
  public lastAnswerAt = 0;

  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly expected: readonly Member[];
  private readonly steadyLane = pLimit(WIDTH);
  private readonly suspectLane = pLimit(SUSPECT_WIDTH);

  public constructor(askers: readonly NodeAsker[]) {
    this.expected = askers.map(({ member }) => member);
    this.entries = new Map(
      askers.map((asker) => [asker.member.id, { asker, latest: notAskedYet(asker.member), asking: undefined, askedAt: undefined, lastAskedAt: 0, suspect: false }]),
    );
  }

  /**
   * Asks every member anew, and waits up to `patienceMillis` for those that answered the last time. What a member said
   * to an earlier question does not count: without an answer to this one it is unanswered.
   */
  public async sweep(patienceMillis: number): Promise<Observation> {
    const fresh = new Set<Entry>();
    const entries = [...this.entries.values()];
    await settledWithin(
      entries.flatMap((entry) => this.askAnew(entry, fresh) ?? []),
      patienceMillis,
    );
    const members = entries.map((entry) => (fresh.has(entry) ? entry.latest : silent(entry)));
    return { members, expected: this.expected };
  }

  /**
   * Asks some members again, and waits up to `patienceMillis` for those that answered the last time. Nobody waits twice
   * for one answer.
   */
  public async look(memberIds: readonly string[], patienceMillis: number): Promise<void> {
    const awaited: Promise<void>[] = [];
    for (const entry of memberIds.flatMap((id) => this.entries.get(id) ?? [])) {
      if (entry.asking) continue;
      const { suspect } = entry;
      const answer = this.start(entry);
      if (!suspect) awaited.push(answer);
    }
    await settledWithin(awaited, patienceMillis);
  }

  /** The last word of every member; one that owes an answer for longer than `patienceMillis` is unanswered. */
  public latest(patienceMillis: number): Observation {
    const late = performance.now() - patienceMillis;
    const members = [...this.entries.values()].map((entry) =>
      entry.askedAt !== undefined && entry.askedAt <= late ? silent(entry) : entry.latest,
    );
    return { members, expected: this.expected };
  }

  /** When the member was asked last, and how long that kept the node busy, at most. */
  public lastQuestion(memberId: string): { readonly askedAt: number; readonly busyMillis: number } {
    const entry = this.entries.get(memberId);
    // a question that is open is the last one, and it is not over yet
    const askedAt = entry?.asking ? performance.now() : (entry?.lastAskedAt ?? 0);
    return { askedAt, busyMillis: entry?.asker.busyMillis ?? 0 };
  }

  /** Ends the connections to these members: the next question dials anew. Whoever is being asked goes on. */
  public hangUp(memberIds: readonly string[]): void {
    for (const entry of memberIds.flatMap((id) => this.entries.get(id) ?? [])) if (!entry.asking) entry.asker.close();
  }

  public close(): void {
    this.steadyLane.clearQueue();
    this.suspectLane.clearQueue();
    for (const { asker } of this.entries.values()) asker.close();
  }

  /** Gives what to wait for, if anything. An answer to a question that is open already is not of this sweep. */
  private askAnew(entry: Entry, fresh: Set<Entry>): Promise<void> | undefined {
    if (entry.asking) return undefined;
    const { suspect } = entry;
    const answer = this.start(entry).then(() => {
      fresh.add(entry);
    });
    return suspect ? undefined : answer;
  }

  private start(entry: Entry): Promise<void> {
    const lane = entry.suspect ? this.suspectLane : this.steadyLane;
    entry.asking = lane(async () => {
      entry.askedAt = performance.now();
      entry.lastAskedAt = entry.askedAt;
      entry.latest = await entry.asker.ask();
      entry.suspect = entry.latest.kind === 'unanswered';
      if (!entry.suspect) this.lastAnswerAt = performance.now();
      entry.asking = undefined;
      entry.askedAt = undefined;
    });
    return entry.asking;
  }
}

async function settledWithin(promises: readonly Promise<void>[], millis: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    if (Number.isFinite(millis)) timer = setTimeout(resolve, millis);
  });
  await Promise.race([Promise.all(promises), patience]);
  clearTimeout(timer);
}

function notAskedYet(member: Member): MemberObservation {
  return { kind: 'unanswered', member, error: 'not asked yet', errorCode: 'NotAskedYet' };
}

/** A failure says more than silence. */
function silent({ asker, latest, askedAt }: Entry): MemberObservation {
  if (latest.kind === 'unanswered') return latest;
  const since = askedAt === undefined ? '' : ` for ${Math.round(performance.now() - askedAt)} ms`;
  return { kind: 'unanswered', member: asker.member, ...asker.held, error: `no answer${since}`, errorCode: 'AnswerTimeout' };
}
