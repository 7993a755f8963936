import { type Membership } from '../../topology/membership';

/** Up to this size a reply of CLUSTER SLOTS costs a node less than one of CLUSTER NODES, or hardly more. */
const LIGHT_BYTES = 256 * 1024;
/** One node of a row: an address, a port, an id, and what is around them. With long names it is twice as much. */
const BYTES_PER_NODE = 110;

/**
 * How large a reply of CLUSTER SLOTS is: the same for all nodes of a cluster, but for what they disagree on. CLUSTER NODES
 * tells before anybody has asked.
 */
export class SlotsWeight {
  private known: number | undefined;

  /** Bytes of one reply; nothing as long as nobody knows. */
  public get bytes(): number | undefined {
    return this.known;
  }

  /** Whether it is asked for with every question; nothing as long as nobody knows. */
  public isLight(): boolean | undefined {
    return this.known === undefined ? undefined : this.known <= LIGHT_BYTES;
  }

  /** By what CLUSTER NODES says: a row for each range of slots, with all nodes of the shard. */
  public expect({ nodes }: Membership, slotRanges: number): void {
    const primaries = [...nodes.values()].filter(({ flags }) => flags.includes('master')).length;
    const nodesPerRow = nodes.size / Math.max(1, primaries);
    this.known = Math.round(slotRanges * nodesPerRow * BYTES_PER_NODE);
  }
}
