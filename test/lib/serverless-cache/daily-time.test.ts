import * as fc from 'fast-check';
import { DailyTime } from '../../../lib';

describe('DailyTime', () => {
  it('is written as ElastiCache writes it', () => {
    expect(DailyTime.at(3).text).toBe('03:00');
    expect(DailyTime.at(23, 5).text).toBe('23:05');
    expect(DailyTime.of('00:00').text).toBe('00:00');
  });

  it.each([[24, 0], [-1, 0], [3, 60], [3.5, 0], [Number.NaN, 0]])('fails for %p:%p', (hour, minute) => {
    expect(() => DailyTime.at(hour, minute)).toThrow('[SnapshotTimeMalformed]');
  });

  it.each(['3:00', '03:00-04:00', '24:00', ''])('fails for %j', (text) => {
    expect(() => DailyTime.of(text)).toThrow('[SnapshotTimeMalformed]');
  });

  it('takes every minute of the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        expect(DailyTime.at(hour, minute).text.split(':').map(Number)).toEqual([hour, minute]);
      }),
    );
  });
});
