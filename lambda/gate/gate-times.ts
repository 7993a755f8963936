import { type IsCompleteEvent } from './gate-event';

/** From when to when a gate waits, milliseconds since the epoch. */
export interface GateTimes {
  readonly startedAt: number;
  readonly deadline: number;
}

/** Without what `onEvent` noted, the wait is over at once: it would have no end. */
export function timesOf({ Data }: IsCompleteEvent, now: number): GateTimes {
  return { startedAt: numberIn(Data?.['StartedAtMillis']) ?? now, deadline: numberIn(Data?.['DeadlineAtMillis']) ?? now };
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
