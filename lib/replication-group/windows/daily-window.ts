import { Token } from 'aws-cdk-lib';
import { CodedError } from '../../private/coded-error';
import { SNAPSHOT_WINDOW_MALFORMED, snapshotWindowProblem } from '../../private/group-rules/window-rules';
import { shownParts, windowText } from '../../private/window-text';
import { type DailyWindowOptions } from './daily-window-options';

/**
 * A time of every day, in UTC: one hour or longer.
 */
export class DailyWindow {
  /**
   * A window by its beginning.
   *
   * @param options when it begins, and how long it is
   * @throws `CodedError` (`SnapshotWindowMalformed`) for a time that no clock shows, and for less than an hour
   */
  public static startingAt(options: DailyWindowOptions): DailyWindow {
    const text = windowText(options);
    if (text === undefined) {
      throw new CodedError(
        SNAPSHOT_WINDOW_MALFORMED.code,
        `window is ${shownParts(options)} but must be hour 0 to 23, minute 0 to 59 and whole minutes, less than a day: change it, or ` +
          'use DailyWindow.of() for a token',
      );
    }
    return DailyWindow.of(text);
  }

  /**
   * A window as ElastiCache writes it.
   *
   * @param text `hh:mm-hh:mm` in UTC, for example `03:00-04:00`
   * @throws `CodedError` (`SnapshotWindowMalformed`) for another form, and for less than an hour
   */
  public static of(text: string): DailyWindow {
    const problem = Token.isUnresolved(text) ? undefined : snapshotWindowProblem(text);
    if (problem !== undefined) {
      throw new CodedError(SNAPSHOT_WINDOW_MALFORMED.code, problem);
    }
    return new DailyWindow(text);
  }

  private constructor(
    /** As ElastiCache writes it: `hh:mm-hh:mm` in UTC. */
    public readonly text: string,
  ) {}
}
