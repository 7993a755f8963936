import { App, CfnParameter, Duration, Stack, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { DailyWindow, DayOfWeek, MaintenanceWindow } from '../../../../lib';
import { parseMaintenanceWindow, parseSnapshotWindow } from '../../../../lib/private/parse-window';

const DAYS = Object.values(DayOfWeek);
const hour = fc.integer({ min: 0, max: 23 });
const minute = fc.integer({ min: 0, max: 59 });

describe('DailyWindow', () => {
  it.each([
    [{ hour: 3 }, '03:00-04:00'],
    [{ hour: 23, minute: 30 }, '23:30-00:30'],
    [{ hour: 0, minute: 5, duration: Duration.minutes(90) }, '00:05-01:35'],
    [{ hour: 12, duration: Duration.minutes(24 * 60 - 1) }, '12:00-11:59'],
  ])('is written as ElastiCache writes it: %j', (options, text) => {
    expect(DailyWindow.startingAt(options).text).toBe(text);
  });

  it('begins when it is said to, for as long as it is said to', () => {
    fc.assert(
      fc.property(hour, minute, fc.integer({ min: 60, max: 24 * 60 - 1 }), (h, m, length) => {
        const { text } = DailyWindow.startingAt({ hour: h, minute: m, duration: Duration.minutes(length) });

        expect(parseSnapshotWindow(text)).toEqual({ begin: h * 60 + m, length });
      }),
    );
  });

  it('takes what ElastiCache writes, and tokens', () => {
    const token = new CfnParameter(new Stack(new App(), 'Stack'), 'Window').valueAsString;

    expect(DailyWindow.of('03:00-04:00').text).toBe('03:00-04:00');
    expect(DailyWindow.of(token).text).toBe(token);
  });

  it.each([
    [{ hour: 24 }, 'hour 24, minute 0'],
    [{ hour: -1 }, 'hour -1'],
    [{ hour: 1.5 }, 'hour 1.5'],
    [{ hour: 3, minute: 60 }, 'minute 60'],
    [{ hour: 3, duration: Duration.days(1) }, 'duration 1 day'],
    [{ hour: 3, duration: Duration.seconds(3630) }, 'duration 1 hour 30 seconds'],
    [{ hour: Token.asNumber({ Ref: 'Hour' }), duration: Duration.minutes(Token.asNumber({ Ref: 'Minutes' })) }, 'hour a token, minute 0, duration a token'],
    [{ hour: 3, duration: Duration.minutes(59) }, '59 minutes, but must be 60 minutes or longer'],
  ])('fails for what no clock shows, and for less than an hour: %j', (options, shown) => {
    expect(() => DailyWindow.startingAt(options)).toThrow(/^\[SnapshotWindowMalformed\] [a-z].*[^.]$/);
    expect(() => DailyWindow.startingAt(options)).toThrow(shown);
  });

  it.each(['3-4', '03:00-03:30', 'sun:03:00-sun:04:00', '24:00-25:00', ''])('fails for another text: %j', (text) => {
    expect(() => DailyWindow.of(text)).toThrow(/^\[SnapshotWindowMalformed\] .*03:00-04:00/);
  });
});

describe('MaintenanceWindow', () => {
  it.each([
    [{ day: DayOfWeek.SUNDAY, hour: 5 }, 'sun:05:00-sun:06:00'],
    [{ day: DayOfWeek.SUNDAY, hour: 23, minute: 30, duration: Duration.minutes(90) }, 'sun:23:30-mon:01:00'],
    [{ day: DayOfWeek.TUESDAY, hour: 0, duration: Duration.days(6) }, 'tue:00:00-mon:00:00'],
  ])('is written as ElastiCache writes it: %j', (options, text) => {
    expect(MaintenanceWindow.startingAt(options).text).toBe(text);
  });

  it('begins when it is said to, for as long as it is said to', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DAYS), hour, minute, fc.integer({ min: 60, max: 7 * 24 * 60 - 1 }), (day, h, m, length) => {
        const { text } = MaintenanceWindow.startingAt({ day, hour: h, minute: m, duration: Duration.minutes(length) });

        expect(parseMaintenanceWindow(text)).toEqual({ begin: DAYS.indexOf(day) * 24 * 60 + h * 60 + m, length });
      }),
    );
  });

  it('takes what ElastiCache writes, and tokens', () => {
    const token = new CfnParameter(new Stack(new App(), 'Stack'), 'Window').valueAsString;

    expect(MaintenanceWindow.of('SUN:05:00-SUN:06:00').text).toBe('SUN:05:00-SUN:06:00');
    expect(MaintenanceWindow.of(token).text).toBe(token);
  });

  it.each([
    [{ day: DayOfWeek.MONDAY, hour: 24 }, 'day "mon", hour 24'],
    [{ day: DayOfWeek.MONDAY, hour: 3, duration: Duration.days(7) }, 'duration 7 days'],
    [{ day: DayOfWeek.MONDAY, hour: 3, duration: Duration.minutes(30) }, '30 minutes, but must be 60 minutes or longer'],
  ])('fails for what no calendar shows, and for less than an hour: %j', (options, shown) => {
    expect(() => MaintenanceWindow.startingAt(options)).toThrow(/^\[MaintenanceWindowMalformed\] [a-z].*[^.]$/);
    expect(() => MaintenanceWindow.startingAt(options)).toThrow(shown);
  });

  it.each(['03:00-04:00', 'sun:05:00', 'son:05:00-son:06:00'])('fails for another text: %j', (text) => {
    expect(() => MaintenanceWindow.of(text)).toThrow(/^\[MaintenanceWindowMalformed\] .*sun:05:00-sun:06:00/);
  });
});
