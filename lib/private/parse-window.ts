import { DAYS, MINUTES_OF_DAY, MINUTES_OF_HOUR, MINUTES_OF_WEEK } from './window-time';

/** A window within a period that comes back: a day or a week. */
export interface ParsedWindow {
  /** Minutes from the beginning of the period. */
  readonly begin: number;
  /** Minutes. */
  readonly length: number;
}

/** @returns nothing if the text is not `hh:mm-hh:mm` */
export function parseSnapshotWindow(text: string): ParsedWindow | undefined {
  return parse(text, /^(\d\d):(\d\d)-(\d\d):(\d\d)$/, MINUTES_OF_DAY, ([beginHour, beginMinute, endHour, endMinute]) => [
    minutes(beginHour, beginMinute),
    minutes(endHour, endMinute),
  ]);
}

/** @returns nothing if the text is not `ddd:hh:mm-ddd:hh:mm`; ElastiCache takes the days in any case */
export function parseMaintenanceWindow(text: string): ParsedWindow | undefined {
  const days = DAYS.join('|');
  const pattern = new RegExp(`^(${days}):(\\d\\d):(\\d\\d)-(${days}):(\\d\\d):(\\d\\d)$`);
  return parse(text.toLowerCase(), pattern, MINUTES_OF_WEEK, ([beginDay, beginHour, beginMinute, endDay, endHour, endMinute]) => [
    dayStart(beginDay) + minutes(beginHour, beginMinute),
    dayStart(endDay) + minutes(endHour, endMinute),
  ]);
}

/** Whether a window of the day and one of the week have a minute in common, on any day. */
export function windowsOverlap(daily: ParsedWindow, weekly: ParsedWindow): boolean {
  const begins = DAYS.map((_, day) => day * MINUTES_OF_DAY + daily.begin);
  return begins.some((begin) => {
    const fromWeekly = distance(weekly.begin, begin);
    return fromWeekly < weekly.length || distance(begin, weekly.begin) < daily.length;
  });
}

/** How long after `from` comes `to`, in a week that goes round. */
function distance(from: number, to: number): number {
  return (((to - from) % MINUTES_OF_WEEK) + MINUTES_OF_WEEK) % MINUTES_OF_WEEK;
}

type Ends = readonly [begin: number, end: number];

function parse(
  text: string,
  pattern: RegExp,
  period: number,
  endsOf: (groups: readonly string[]) => Ends,
): ParsedWindow | undefined {
  const match = pattern.exec(text);
  if (match === null) {
    return undefined;
  }
  const [begin, end] = endsOf(match.slice(1));
  return Number.isNaN(begin + end) ? undefined : { begin, length: (end - begin + period) % period };
}

/** `NaN` for a time that no clock shows. */
function minutes(hour = '', minute = ''): number {
  const isTime = Number(hour) < 24 && Number(minute) < MINUTES_OF_HOUR;
  return isTime ? Number(hour) * MINUTES_OF_HOUR + Number(minute) : Number.NaN;
}

function dayStart(day = ''): number {
  return DAYS.indexOf(day) * MINUTES_OF_DAY;
}
