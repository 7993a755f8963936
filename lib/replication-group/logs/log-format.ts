/**
 * How an entry of a log is written: `LogFormat`.
 */
export enum LogFormat {
  /** As a JSON object. */
  JSON = 'json',
  /** As a line of text. */
  TEXT = 'text',
}
