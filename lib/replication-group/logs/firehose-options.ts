import { type LogFormat } from './log-format';

/**
 * How a log is delivered to Amazon Data Firehose.
 */
export interface FirehoseOptions {
  /**
   * How an entry is written.
   *
   * @default LogFormat.JSON
   */
  readonly format?: LogFormat;
}
