import { type NodeAsker } from '../../../lambda/probe/node-asker';
import { Roster } from '../../../lambda/probe/roster';
import { type Member, type MemberObservation } from '../../../lambda/topology/observation';

class FakeNode implements NodeAsker {
  public readonly member: Member;
  public busyMillis = 0;
  public asked = 0;
  public asking = 0;
  public closed = false;
  public constructor(
    id: string,
    /** Milliseconds until it answers. */
    public delay: number,
    public answers = true,
  ) {
    this.member = { id, host: id, port: 6379 };
  }
  public async ask(): Promise<MemberObservation> {
    this.asked += 1;
    this.asking += 1;
    FakeNode.mostAtOnce = Math.max(FakeNode.mostAtOnce, ++FakeNode.atOnce);
    await new Promise((resolve) => setTimeout(resolve, this.delay));
    FakeNode.atOnce -= 1;
    this.asking -= 1;
    const { member } = this;
    if (!this.answers) return { kind: 'unanswered', member, error: 'connection refused', errorCode: 'ECONNREFUSED' };
    return { kind: 'answered', member, myId: this.asked, slots: [], nodes: '' };
  }
  public close(): void {
    this.closed = true;
  }
  public static atOnce = 0;
  public static mostAtOnce = 0;
}

beforeEach(() => {
  jest.useFakeTimers();
  FakeNode.atOnce = 0;
  FakeNode.mostAtOnce = 0;
});
afterEach(() => {
  jest.useRealTimers();
});

/** Runs `work` on the fake clock and tells how long it took. */
async function timed<Result>(work: Promise<Result>): Promise<{ result: Result; millis: number }> {
  const begin = performance.now();
  const ended = work.then((result) => ({ result, millis: performance.now() - begin }));
  await jest.advanceTimersByTimeAsync(60_000);
  return ended;
}

describe('Roster', () => {
  test('before anything was asked, everyone is unanswered', () => {
    const { members, expected } = new Roster([new FakeNode('a', 1)]).latest(1000);
    expect(expected.map(({ id }) => id)).toEqual(['a']);
    expect(members).toEqual([expect.objectContaining({ kind: 'unanswered', errorCode: 'NotAskedYet' })]);
  });

  test('a sweep asks everyone, some dozen at a time', async () => {
    const nodes = Array.from({ length: 100 }, (_, index) => new FakeNode(`node-${index}`, 10));
    const roster = new Roster(nodes);
    const { result, millis } = await timed(roster.sweep(1000));
    expect(result.members.every(({ kind }) => kind === 'answered')).toBe(true);
    expect(millis).toBe(40);
    expect(FakeNode.mostAtOnce).toBe(32);
    expect(roster.lastAnswerAt).toBe(performance.now() - 60_000 + 40);
  });

  test('nobody waits for a node that did not answer the last time; its answer counts when it comes', async () => {
    const dead = new FakeNode('dead', 2000, false);
    const roster = new Roster([new FakeNode('well', 5), dead]);
    expect((await timed(roster.sweep(10_000))).millis).toBe(2000);
    const { result, millis } = await timed(roster.sweep(10_000));
    expect(millis).toBe(5);
    expect(result.members[1]).toMatchObject({ kind: 'unanswered', errorCode: 'ECONNREFUSED' });
    expect((await timed(roster.look(['well', 'dead'], 1000))).millis).toBe(5);

    dead.answers = true;
    expect((await timed(roster.look(['dead'], 1000))).millis).toBe(0);
    expect(roster.latest(1000).members[1]?.kind).toBe('answered');
    expect((await timed(roster.sweep(10_000))).millis).toBe(2000);
  });

  test('many dead nodes do not take the places of those that answer', async () => {
    const dead = Array.from({ length: 50 }, (_, index) => new FakeNode(`dead-${index}`, 2000, false));
    const well = Array.from({ length: 10 }, (_, index) => new FakeNode(`well-${index}`, 5));
    const roster = new Roster([...dead, ...well]);
    await timed(roster.sweep(10_000));
    const { millis } = await timed(roster.sweep(10_000));
    expect(millis).toBe(5);
  });

  test('is patient for so long only, and an answer that comes later counts', async () => {
    const slow = new FakeNode('slow', 3000);
    const roster = new Roster([slow]);
    const begin = performance.now();
    const sweep = roster.sweep(1000);
    await jest.advanceTimersByTimeAsync(1000);
    expect((await sweep).members[0]).toMatchObject({ kind: 'unanswered', errorCode: 'NotAskedYet' });
    await jest.advanceTimersByTimeAsync(2000);
    expect(performance.now() - begin).toBe(3000);
    expect(roster.latest(1000).members[0]?.kind).toBe('answered');
  });

  test('what a member said before the sweep does not count for it', async () => {
    const node = new FakeNode('node', 5);
    const roster = new Roster([node]);
    await timed(roster.sweep(1000));
    node.delay = 5000;
    const look = roster.look(['node'], 1000);
    await jest.advanceTimersByTimeAsync(1000);
    await look;
    // its silence is told, although it answered before
    expect(roster.latest(1000).members[0]).toMatchObject({ kind: 'unanswered', error: 'no answer for 1000 ms', errorCode: 'AnswerTimeout' });
    // the question of the look is still open: its answer is not one to this sweep
    const { result, millis } = await timed(roster.sweep(10_000));
    expect(millis).toBe(0);
    expect(result.members[0]).toMatchObject({ kind: 'unanswered', errorCode: 'AnswerTimeout' });
    expect(node.asked).toBe(2);
  });

  test('a member is never asked twice at the same time', async () => {
    const node = new FakeNode('node', 500);
    const roster = new Roster([node]);
    const first = roster.look(['node'], 100);
    await Promise.all([roster.look(['node'], 100), roster.look(['node', 'nobody'], 100)]); // at once: nobody waits twice
    await jest.advanceTimersByTimeAsync(100);
    await first;
    expect(node.asking).toBe(1);
    await jest.advanceTimersByTimeAsync(1000);
    expect(node.asked).toBe(1);
  });

  test('waits as long as it takes, if it is told to', async () => {
    const { millis } = await timed(new Roster([new FakeNode('slow', 30_000)]).sweep(Number.POSITIVE_INFINITY));
    expect(millis).toBe(30_000);
  });

  test('tells when a member was asked last, and what it cost; a question that is open is asked now', async () => {
    const node = new FakeNode('node', 500);
    const roster = new Roster([node]);
    expect(roster.lastQuestion('node')).toEqual({ askedAt: 0, busyMillis: 0 });
    const begin = performance.now();
    const look = roster.look(['node'], 1000);
    await jest.advanceTimersByTimeAsync(200);
    expect(roster.lastQuestion('node').askedAt).toBe(begin + 200);
    await jest.advanceTimersByTimeAsync(400);
    await look;
    node.busyMillis = 3;
    expect(roster.lastQuestion('node')).toEqual({ askedAt: begin, busyMillis: 3 });
    expect(roster.lastQuestion('nobody')).toEqual({ askedAt: 0, busyMillis: 0 });
  });

  test('hangs up on some, but not on who is being asked', async () => {
    const [idle, busy, other] = [new FakeNode('idle', 1), new FakeNode('busy', 1000), new FakeNode('other', 1)];
    const roster = new Roster([idle, busy, other]);
    const asking = roster.look(['busy'], 5000);
    roster.hangUp(['idle', 'busy', 'nobody']);
    expect([idle, busy, other].map(({ closed }) => closed)).toEqual([true, false, false]);
    await timed(asking);
  });

  test('closing closes every connection', () => {
    const nodes = [new FakeNode('a', 1), new FakeNode('b', 1)];
    new Roster(nodes).close();
    expect(nodes.map(({ closed }) => closed)).toEqual([true, true]);
  });
});
