/** How many hash slots a cluster has. */
export const SLOTS = 16_384;

export interface SlotRange {
  readonly first: number;
  readonly last: number;
}

/** The slots of one shard when they are spread evenly, one range. */
export function slotRange(shard: number, shards: number): SlotRange {
  const boundary = (position: number) => Math.round((position * SLOTS) / shards);
  return { first: boundary(shard), last: boundary(shard + 1) - 1 };
}
