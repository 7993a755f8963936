/** The value of one of redis-server's arguments, such as that of `--requirepass`. */
export function serverArgument(serverArguments: readonly string[], name: string): string | undefined {
  const at = serverArguments.indexOf(`--${name}`);
  return at === -1 ? undefined : serverArguments[at + 1];
}

/** The password that `--requirepass` sets, if any. */
export function passwordOf(serverArguments: readonly string[] = []): string | undefined {
  return serverArgument(serverArguments, 'requirepass');
}
