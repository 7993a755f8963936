/** Hash slots of a cluster. */
export const SLOTS = 16_384;

export interface SlotRange {
  readonly first: number;
  readonly last: number;
}

/** @returns nothing if the text is not a list of slots and ranges of slots, for example `0-999,5000` */
export function parseSlots(text: string): readonly SlotRange[] | undefined {
  const ranges = text.split(',').map(parseRange);
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

/** What is wrong with the slots of all shards together: the first that nobody has, or that two have. */
export function firstSlotNotOnce(ranges: readonly SlotRange[]): { readonly slot: number; readonly isMissing: boolean } | undefined {
  let next = 0;
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    if (first !== next) {
      return { slot: Math.min(first, next), isMissing: first > next };
    }
    next = last + 1;
  }
  return next === SLOTS ? undefined : { slot: next, isMissing: true };
}

function parseRange(text: string): SlotRange | undefined {
  const numbers = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(text);
  if (numbers === null) {
    return undefined;
  }
  const first = Number(numbers[1]);
  const last = Number(numbers[2] ?? numbers[1]);
  return first <= last && last < SLOTS ? { first, last } : undefined;
}
