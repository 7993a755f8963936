import { Token } from 'aws-cdk-lib';
import { CodedError } from '../private/coded-error';
import { SNAPSHOT_TIME_MALFORMED, snapshotTimeProblem } from '../private/serverless/snapshot-time';

/**
 * A time of every day, in UTC.
 */
export class DailyTime {
  /**
   * A time by hour and minute.
   *
   * @param hour 0 to 23, in UTC
   * @param minute 0 to 59; by default 0
   * @throws `CodedError` (`SnapshotTimeMalformed`) for a time that no clock shows
   */
  public static at(hour: number, minute = 0): DailyTime {
    return DailyTime.of([hour, minute].map((part) => String(part).padStart(2, '0')).join(':'));
  }

  /**
   * A time as ElastiCache writes it.
   *
   * @param text `hh:mm` in UTC, for example `03:00`, or a token
   * @throws `CodedError` (`SnapshotTimeMalformed`) for another form
   */
  public static of(text: string): DailyTime {
    const problem = Token.isUnresolved(text) ? undefined : snapshotTimeProblem(text);
    if (problem !== undefined) {
      throw new CodedError(SNAPSHOT_TIME_MALFORMED.code, problem);
    }
    return new DailyTime(text);
  }

  private constructor(
    /** As ElastiCache writes it: `hh:mm` in UTC. */
    public readonly text: string,
  ) {}
}
