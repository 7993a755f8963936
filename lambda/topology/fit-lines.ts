/** Text of which the end may be left out to fit a limit. */
export interface Lines {
  /** Always there, cut in itself if it must be. */
  readonly head: string;
  /** Left out from the end; `more` counts what is missing. */
  readonly body: readonly string[];
  /** Goes before the body where there is no room for both; left out from the end. */
  readonly tail: readonly string[];
  readonly more: (missing: number) => string;
}

const LONGEST_LINE = 600;
/** A line break is two bytes in JSON. */
const BREAK = 2;

/**
 * Joins lines into a text of at most `maxBytes` bytes. It is measured as it is sent, as JSON in UTF-8: a quote there
 * costs two bytes, so the text itself is never longer than that.
 */
export function fitLines({ head, body, tail, more }: Lines, maxBytes: number): string {
  const first = cut(head, Math.min(maxBytes, LONGEST_LINE));
  const room = maxBytes - jsonBytes(first);
  const kept = fill(tail, room);
  const left = room - costOf(kept);
  const all = fill(body, left);
  if (all.length === body.length) return [first, ...all, ...kept].join('\n');
  const reserve = costOf([more(body.length)]);
  const some = fill(body, left - reserve);
  const note = reserve <= left ? [more(body.length - some.length)] : [];
  return [first, ...some, ...note, ...kept].join('\n');
}

/** How many bytes a text takes in a JSON string, without the quotes around it. */
export function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** As many of the first lines as there is room for. */
function fill(lines: readonly string[], room: number): readonly string[] {
  const kept: string[] = [];
  let left = room;
  for (const line of lines.map((each) => cut(each, LONGEST_LINE))) {
    left -= jsonBytes(line) + BREAK;
    if (left < 0) break;
    kept.push(line);
  }
  return kept;
}

function costOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + jsonBytes(line) + BREAK, 0);
}

function cut(line: string, maxBytes: number): string {
  if (jsonBytes(line) <= maxBytes) return line;
  const mark = maxBytes < 3 ? '' : '...';
  let kept = '';
  let left = maxBytes - mark.length;
  // by code point: half a character is none
  for (const character of line) {
    left -= jsonBytes(character);
    if (left < 0) break;
    kept += character;
  }
  return kept + mark;
}
