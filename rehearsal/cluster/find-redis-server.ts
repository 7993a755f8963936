import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that serve the cluster protocol, best first. */
const PROGRAMS = ['valkey-server', 'redis-server'] as const;

/**
 * Path of a valkey-server or redis-server: what `REDIS_SERVER` names, else the first one on `PATH`. An empty
 * `REDIS_SERVER` means "none, although there may be one on the path".
 */
export function findRedisServer(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment['REDIS_SERVER'];
  if (named === '') return undefined;
  if (named !== undefined) {
    if (isExecutable(named)) return named;
    throw new Error(`REDIS_SERVER is "${named}", which can not be run: name an executable valkey-server or redis-server`);
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program)));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
