/** What the stub cluster looks like. */
export interface StubShape {
  readonly nodes: number;
  readonly nodesPerShard: number;
  /** Rows of CLUSTER SLOTS: as many as shards if the slots are contiguous, 16,384 at the most. */
  readonly rows: number;
}

/** Node ids as redis-server makes them: nothing about them repeats. */
export function stubNodeId(index: number): string {
  let text = '';
  for (let state = index + 1; text.length < 40; ) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 + text.length;
    text += (state >>> 0).toString(16).padStart(8, '0');
  }
  return text;
}

/** The address of a node in a subnet of AWS, written in full. */
export function stubAddress(index: number): string {
  const group = (value: number): string => value.toString(16).padStart(4, '0');
  return `2a05:d018:${group(0x1a2b)}:${group(0x3c00 + (index % 3))}:${group((0x9f31 ^ (index * 7919)) & 0xffff)}:${group((index * 104_729) & 0xffff)}:${group((index * 1_299_709) & 0xffff)}:${group(index + 4096)}`.replaceAll(/:0+(?=[0-9a-f])/g, ':');
}
