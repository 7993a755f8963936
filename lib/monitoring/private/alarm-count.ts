import { MOST_METRICS_OF_ALARM } from '../../private/group-metric';

/**
 * The rule of a composite alarm has at most 10,240 characters, and names each alarm by its ARN: about 60 characters and a name of
 * up to 255.
 */
export const MOST_ALARMS_OF_COMPOSITE = 30;

/** How many alarms it takes to watch one metric of so many nodes: those that watch, and those above them. */
export function alarmCount(nodes: number): number {
  const watching = Math.ceil(nodes / MOST_METRICS_OF_ALARM);
  const between = watching > MOST_ALARMS_OF_COMPOSITE ? Math.ceil(watching / MOST_ALARMS_OF_COMPOSITE) : 0;
  return watching > 1 ? watching + between + 1 : watching;
}
