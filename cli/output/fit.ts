/** At most `width` characters, the cut marked by an ellipsis. For text without colour codes. */
export function fit(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
