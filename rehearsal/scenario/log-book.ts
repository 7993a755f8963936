import { type Log } from '../log';

/** One captured line. */
export interface LogLine {
  readonly at: number;
  readonly source: string;
  readonly line: string;
}

/** Keeps every line that the functions, the offline AWS and the CDK CLI wrote. */
export class LogBook {
  public readonly lines: LogLine[] = [];

  public readonly log: Log = (source, line) => {
    this.lines.push({ at: Date.now(), source, line });
  };

  /** The whole book as text, oldest line first. */
  public toText(): string {
    return this.lines.map(({ at, source, line }) => `${new Date(at).toISOString()} ${source} ${line}\n`).join('');
  }
}
