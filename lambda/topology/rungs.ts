import { applies, type Demand, isDemanded } from './demand';
import { CLIMB, type Evidence, LADDER } from './evidence';

/** `skipped`: does not apply to the group. `not-demanded`: applies, but nobody asked for it, and it is not proven. */
export type RungState = 'proven' | 'missing' | 'skipped' | 'not-demanded';

/** How one member stands on each rung. */
export type Rungs = Readonly<Record<Evidence, RungState>>;

/** Everything that applies and is in `proven` is proven. */
export function rungsOf(proven: ReadonlySet<Evidence>, demand: Demand): Rungs {
  const state = (rung: Evidence): RungState => {
    if (!applies(rung, demand)) return 'skipped';
    if (proven.has(rung)) return 'proven';
    return isDemanded(rung, demand) ? 'missing' : 'not-demanded';
  };
  return {
    REPORTED: state('REPORTED'),
    RESOLVED: state('RESOLVED'),
    CONNECTED: state('CONNECTED'),
    HANDSHAKE: state('HANDSHAKE'),
    ANSWERED: state('ANSWERED'),
  };
}

/** The highest rung that is proven together with every one below it that applies. */
export function evidenceOf(rungs: Rungs): Evidence | undefined {
  const end = LADDER.findIndex((rung) => rungs[rung] !== 'proven' && rungs[rung] !== 'skipped');
  return LADDER.slice(0, end === -1 ? undefined : end).findLast((rung) => rungs[rung] === 'proven');
}

/** `RESOLVED, not CONNECTED`: how far a member was climbed, and the first rung that is missing. Empty if none is. */
export function wordRungs(rungs: Rungs): string {
  // a member that was reached and says the wrong thing is told apart from one that was not reached
  const order: readonly Evidence[] = [...CLIMB, 'REPORTED'];
  const missing = order.find((rung) => rungs[rung] === 'missing');
  if (missing === undefined) return '';
  const reached = CLIMB.findLast((rung) => rungs[rung] === 'proven');
  return reached === undefined ? `not ${missing}` : `${reached}, not ${missing}`;
}
