export const MINUTES_OF_HOUR = 60;
export const MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;
export const MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;

/** As ElastiCache spells them, in the order in which they follow each other. */
export const DAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
