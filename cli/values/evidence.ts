import { type Evidence, LADDER } from '../../lambda/topology/evidence';
import { UsageError } from '../problem';

/** A rung of the ladder, in either case of letters. */
export function parseEvidence(text: string): Evidence {
  const rung = LADDER.find((each) => each === text.toUpperCase());
  if (rung !== undefined) {
    return rung;
  }
  throw new UsageError([{ code: 'InvalidEvidence', message: `minimum-evidence "${text}" is none of ${LADDER.join(', ')}; give the one that every node must reach` }]);
}
