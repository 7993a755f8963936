import picocolors from 'picocolors';

import { type Output, type Session } from '../session';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for a person at a terminal who did not ask for none (https://no-color.org). */
export function colorsFor(output: Output, environment: Session['environment']): Colors {
  const unwanted = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  return picocolors.createColors(output.isTTY === true && !unwanted);
}
