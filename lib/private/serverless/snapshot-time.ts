import { type CatalogueEntry } from '../error-catalogue';

export const SNAPSHOT_TIME_MALFORMED: CatalogueEntry = {
  code: 'SnapshotTimeMalformed',
  refuses: 'a `DailySnapshotTime` that is no time of the day',
};

/** The message, or nothing if it is a time. */
export function snapshotTimeProblem(text: string): string | undefined {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
    ? undefined
    : `snapshotTime (DailySnapshotTime) is ${JSON.stringify(text)} but must be a time in UTC from 00:00 to 23:59: use for example ` +
        'DailyTime.at(3)';
}
