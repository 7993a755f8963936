import { Duration, Token } from 'aws-cdk-lib';
import { type DailyWindowOptions } from '../replication-group/daily-window-options';
import { DayOfWeek } from '../replication-group/day-of-week';
import { CodedError } from './coded-error';

export const MINUTES_OF_HOUR = 60;
export const MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;
export const MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;

/** In the order in which they follow each other. */
export const DAYS: readonly string[] = Object.values(DayOfWeek);

/** Code of the error for a window of which a part is a token. */
export const WINDOW_IS_TOKEN = 'WindowIsToken';

/**
 * When a window that begins at midnight of day 0 plus `hour` and `minute` ends: the clock time, and how many midnights it
 * passes. Nonsense is written down as it is, for the rules to show it.
 */
export interface WindowEnd {
  readonly begin: string;
  readonly end: string;
  readonly midnights: number;
}

export function windowTimes({ hour, minute = 0, duration = Duration.hours(1) }: DailyWindowOptions): WindowEnd {
  refuseTokens({ hour, minute, duration: duration.isUnresolved() ? Token.asNumber(duration) : 0 });
  const end = hour * MINUTES_OF_HOUR + minute + duration.toMinutes({ integral: false });
  const endOfDay = ((end % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  return {
    begin: clock(hour, minute),
    end: clock(Math.floor(endOfDay / MINUTES_OF_HOUR), endOfDay % MINUTES_OF_HOUR),
    midnights: Math.floor(end / MINUTES_OF_DAY),
  };
}

/** There is no arithmetic on what is only known during deployment. */
function refuseTokens(parts: Readonly<Record<string, number>>): void {
  const [name] = Object.entries(parts).find(([, value]) => Token.isUnresolved(value)) ?? [];
  if (name !== undefined) {
    throw new CodedError(
      WINDOW_IS_TOKEN,
      `${name} of a window is a token, from which its end does not follow: write a number, or pass the whole window to of()`,
    );
  }
}

function clock(hour: number, minute: number): string {
  return [hour, minute].map((part) => part.toString().padStart(2, '0')).join(':');
}
