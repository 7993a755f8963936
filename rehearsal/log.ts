/** One line of what the offline AWS did; the rehearsal keeps them to search for secrets and to explain a failure. */
export type Log = (source: string, line: string) => void;
