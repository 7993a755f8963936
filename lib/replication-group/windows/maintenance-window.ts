import { Token } from 'aws-cdk-lib';
import { CodedError } from '../../private/coded-error';
import { MAINTENANCE_WINDOW_MALFORMED, maintenanceWindowProblem } from '../../private/group-rules/window-rules';
import { shownParts, windowText } from '../../private/window-text';
import { type MaintenanceWindowOptions } from './maintenance-window-options';

/**
 * A time of every week, in UTC: one hour or longer.
 */
export class MaintenanceWindow {
  /**
   * A window by its beginning.
   *
   * @param options when it begins, and how long it is
   * @throws `CodedError` (`MaintenanceWindowMalformed`) for a time that no clock shows, and for less than an hour
   */
  public static startingAt(options: MaintenanceWindowOptions): MaintenanceWindow {
    const text = windowText(options);
    if (text === undefined) {
      throw new CodedError(
        MAINTENANCE_WINDOW_MALFORMED.code,
        `window is ${shownParts(options)} but must be a day of the week, hour 0 to 23, minute 0 to 59 and whole minutes, less than a ` +
          'week: change it, or use MaintenanceWindow.of() for a token',
      );
    }
    return MaintenanceWindow.of(text);
  }

  /**
   * A window as ElastiCache writes it.
   *
   * @param text `ddd:hh:mm-ddd:hh:mm` in UTC, for example `sun:05:00-sun:06:00`
   * @throws `CodedError` (`MaintenanceWindowMalformed`) for another form, and for less than an hour
   */
  public static of(text: string): MaintenanceWindow {
    const problem = Token.isUnresolved(text) ? undefined : maintenanceWindowProblem(text);
    if (problem !== undefined) {
      throw new CodedError(MAINTENANCE_WINDOW_MALFORMED.code, problem);
    }
    return new MaintenanceWindow(text);
  }

  private constructor(
    /** As ElastiCache writes it: `ddd:hh:mm-ddd:hh:mm` in UTC. */
    public readonly text: string,
  ) {}
}
