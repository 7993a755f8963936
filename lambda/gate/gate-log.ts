import { types } from 'node:util';

/** Takes one event of a gate; whoever calls gives only fields that anybody may read. */
export type GateLog = (entry: Readonly<Record<string, unknown>>) => void;

/** One JSON line each. */
export const logToStdout: GateLog = (entry) => {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
};

/** Name and text of an error; its other fields may hold a request, and with it a signature. */
export function errorText(error: unknown): string {
  return types.isNativeError(error) ? `${error.name}: ${error.message}` : 'unknown error';
}
