import { randomBytes } from 'node:crypto';
import { serverArgument } from './server-arguments';

/** Who we and the replicas log in as where the user `default` belongs to the clients. */
const CONTROL_USER = 'rehearsal-control';

/** Arguments of redis-server for a node whose user `default` may get any password, or none, while it runs. */
export function controlUserArguments(): readonly string[] {
  const password = randomBytes(24).toString('hex');
  return [
    ...['--user', CONTROL_USER, 'on', `>${password}`, '~*', '&*', '+@all'],
    ...['--masteruser', CONTROL_USER, '--masterauth', password],
  ];
}

export interface Login {
  readonly username?: string;
  readonly password: string;
}

/** How to log in to a node with these arguments: as its control user, else with its password, if it has one. */
export function loginOf(serverArguments: readonly string[] = []): Login | undefined {
  const username = serverArgument(serverArguments, 'masteruser');
  const password = serverArgument(serverArguments, username === undefined ? 'requirepass' : 'masterauth');
  return password === undefined ? undefined : { password, ...(username === undefined ? {} : { username }) };
}
