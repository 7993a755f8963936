import { UsageError } from '../problem';

const PATTERN = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const LONGEST = 24 * HOUR;

/** Milliseconds of `90s`, `30m`, `1h` or `1h30m`. */
export function parseDuration(text: string): number {
  const [matched, hours = '0', minutes = '0', seconds = '0'] = PATTERN.exec(text.trim().toLowerCase()) ?? [];
  const millis = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  if (matched === undefined || millis < SECOND || millis > LONGEST) {
    throw new UsageError([
      { code: 'InvalidDuration', message: `duration "${text}" is not a time from 1s to 24h; give hours, minutes and seconds such as 90s, 30m, 1h or 1h30m` },
    ]);
  }
  return millis;
}

/** `0.4 s`, `12 s`, `1 m 05 s`, `1 h 02 m`: as exact as a person cares to know. */
export function formatDuration(millis: number): string {
  if (millis < 10 * SECOND) {
    return `${(millis / SECOND).toFixed(1)} s`;
  }
  const whole = Math.floor(millis / SECOND) * SECOND;
  if (whole < MINUTE) {
    return `${whole / SECOND} s`;
  }
  if (whole < HOUR) {
    return `${Math.floor(whole / MINUTE)} m ${twoDigits((whole % MINUTE) / SECOND)} s`;
  }
  return `${Math.floor(whole / HOUR)} h ${twoDigits(Math.floor((whole % HOUR) / MINUTE))} m`;
}

/** As `formatDuration`, for a time that stands still: `30 m` instead of `30 m 00 s`. */
export function formatLimit(millis: number): string {
  return formatDuration(millis).replace(/ 00 [sm]$/, '');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
