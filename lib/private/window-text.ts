import { Duration, Token } from 'aws-cdk-lib';
import { DAYS, MINUTES_OF_DAY, MINUTES_OF_HOUR, MINUTES_OF_WEEK } from './window-time';

/** When a window begins, and how long it is. */
export interface WindowParts {
  /** As ElastiCache spells it; nothing for a window of every day. */
  readonly day?: string;
  readonly hour: number;
  readonly minute?: number;
  readonly duration?: Duration;
}

/**
 * The window as ElastiCache writes it: `hh:mm-hh:mm`, or with a day `ddd:hh:mm-ddd:hh:mm`.
 *
 * @returns nothing for a time that no clock shows, for a part that is a token, and for a length that can not be written
 */
export function windowText({ day, hour, minute = 0, duration = Duration.hours(1) }: WindowParts): string | undefined {
  const period = day === undefined ? MINUTES_OF_DAY : MINUTES_OF_WEEK;
  const length = duration.isUnresolved() ? Number.NaN : duration.toMinutes({ integral: false });
  const areNumbers = isWholeUpTo(hour, 23) && isWholeUpTo(minute, 59) && isWholeUpTo(length, period - 1);
  const dayIndex = day === undefined ? 0 : DAYS.indexOf(day);
  if (!areNumbers || dayIndex < 0) {
    return undefined;
  }
  const begin = dayIndex * MINUTES_OF_DAY + hour * MINUTES_OF_HOUR + minute;
  return [begin, begin + length].map((minutes) => timeText(minutes % period, day !== undefined)).join('-');
}

/** The parts, for a message that says that they are no window. */
export function shownParts({ day, hour, minute = 0, duration = Duration.hours(1) }: WindowParts): string {
  const numbers = [hour, minute].map((each) => (Token.isUnresolved(each) ? 'a token' : String(each)));
  const length = duration.isUnresolved() ? 'a token' : duration.toHumanString();
  const parts = [`hour ${numbers[0] ?? ''}`, `minute ${numbers[1] ?? ''}`, `duration ${length}`];
  return [...(day === undefined || Token.isUnresolved(day) ? [] : [`day ${JSON.stringify(day)}`]), ...parts].join(', ');
}

function timeText(minutes: number, hasDay: boolean): string {
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const time = `${twoDigits(Math.floor((minutes % MINUTES_OF_DAY) / MINUTES_OF_HOUR))}:${twoDigits(minutes % MINUTES_OF_HOUR)}`;
  return hasDay ? `${DAYS[Math.floor(minutes / MINUTES_OF_DAY)] ?? ''}:${time}` : time;
}

function isWholeUpTo(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
