/** Matches as IAM does: `*` stands for any text, also across `:` and `/`; `?` for one character. */
export function wildcardMatches(pattern: string, text: string): boolean {
  const expression = pattern.replace(/[\\^$.|+()[\]{}]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}
