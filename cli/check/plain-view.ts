import { type AddressFamily } from '../../lambda/topology/address-family';
import { fit } from '../output/fit';
import { type Output } from '../session';
import { formatDuration } from '../values/duration';
import { countOnTarget, laggingOf } from './check-outcome';
import { type CheckView } from './check-view';
import { type CheckProgress } from './cluster-check';
import { reasonOf } from './ladder-line';

/** In a log of a large cluster a line for each change would bury the others. */
const SHORTEST_GAP_MILLIS = 1000;
/** A sign of life, so that a CI system does not take the silence for a hang. */
const LONGEST_GAP_MILLIS = 60_000;
const MOST_NAMES = 3;
const LONGEST_REASON = 160;

/** A line whenever other nodes lag than before, for logs and pipes. */
export class PlainView implements CheckView {
  private lastState = '';
  private lastAtMillis = Number.NEGATIVE_INFINITY;

  public constructor(
    private readonly output: Output,
    private readonly family: AddressFamily,
  ) {}

  public show(progress: CheckProgress): void {
    const state = stateOf(progress);
    const gap = progress.elapsedMillis - this.lastAtMillis;
    const isNews = state !== this.lastState && gap >= SHORTEST_GAP_MILLIS;
    if (!isNews && gap < LONGEST_GAP_MILLIS) {
      return;
    }
    this.lastState = state;
    this.lastAtMillis = progress.elapsedMillis;
    this.output.write(`[${formatDuration(progress.elapsedMillis)}] ${describe(progress, this.family)}\n`);
  }

  public end(): void {
    // every line stands for itself
  }
}

function stateOf({ members, problem }: CheckProgress): string {
  return [problem?.code, ...laggingOf(members).map(({ memberId }) => memberId)].join(' ');
}

function describe({ members, problem }: CheckProgress, family: AddressFamily): string {
  const count = members.length === 0 ? [] : [`${countOnTarget(members)} of ${members.length} nodes on ${family}`];
  const lagging = laggingOf(members);
  const named = lagging.slice(0, MOST_NAMES).map((standing) => `${standing.memberId} ${fit(reasonOf(standing), LONGEST_REASON)}`);
  const more = lagging.length > MOST_NAMES ? [`${lagging.length - MOST_NAMES} more lag`] : [];
  return [...count, ...(problem === undefined ? [] : [problem.message]), ...named, ...more].join('; ');
}
