import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type NodePlace } from '../node-layout';
import { type SlotRange } from '../slot-ranges';

/** What every node of the cluster knows of another one from the start. */
export interface EmbeddedIdentity extends NodePlace {
  readonly id: string;
  readonly port: number;
  /** Of its shard. */
  readonly slots: readonly SlotRange[];
  /** What it announces in place of its address. Absent: without TLS. */
  readonly hostname?: string;
}

/** What one node currently believes of one node, itself included. */
export interface Belief {
  family: AddressFamily;
  /** The other one has not been heard of for longer than the node timeout. */
  failed: boolean;
}

/** One node's own picture of the cluster; no two nodes need to agree. */
export class NodeView {
  private readonly beliefs: Map<string, Belief>;

  public constructor(
    public readonly self: EmbeddedIdentity,
    public readonly all: readonly EmbeddedIdentity[],
    family: AddressFamily,
  ) {
    this.beliefs = new Map(all.map(({ id }) => [id, { family, failed: false }]));
  }

  public of(id: string): Belief {
    const belief = this.beliefs.get(id);
    if (belief === undefined) throw new Error(`no node of this cluster has the id "${id}"`);
    return belief;
  }

  public replicasOf(shard: number): EmbeddedIdentity[] {
    return this.all.filter((node) => node.shard === shard && node.role === 'replica');
  }

  public primaries(): EmbeddedIdentity[] {
    return this.all.filter((node) => node.role === 'primary');
  }
}
