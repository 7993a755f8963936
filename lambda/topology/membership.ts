import { type Endpoint } from './view';

/** How far a node can be counted on, as the node that answers sees it. */
export type NodeHealth =
  | 'online'
  /** `fail?`: the node that answers does not reach it, others may. */
  | 'suspected'
  /** `fail`: the cluster agrees that it is down. */
  | 'failed'
  /** Takes over the data of its primary. */
  | 'loading'
  /** `handshake`: being introduced; its id is not its own yet. */
  | 'joining'
  /** `noaddr`: nobody knows where it is. */
  | 'no-address'
  /** Listed as neither primary nor replica, which every node that serves is. */
  | 'no-role';

/** One node as CLUSTER NODES or CLUSTER SHARDS lists it: unlike CLUSTER SLOTS these list failed, syncing and slotless nodes. */
export interface ListedNode {
  /** Cluster node id, 40 hexadecimal digits. */
  readonly id: string;
  readonly endpoint: Endpoint;
  /** CLUSTER NODES: the port that clients use. CLUSTER SHARDS: absent where only a TLS port is open. */
  readonly port?: number;
  /** CLUSTER SHARDS only. */
  readonly tlsPort?: number;
  /** Absent if none is set; an empty one counts as none. */
  readonly hostname?: string;
  /** `ip` of CLUSTER SHARDS. Evidence to show, never proof. */
  readonly metadataIp?: string;
  readonly health: NodeHealth;
  /** The reply's own words: the flags of CLUSTER NODES; role and health of CLUSTER SHARDS. */
  readonly flags: readonly string[];
}

/** All nodes that one node knows of. */
export interface Membership {
  /** By node id. */
  readonly nodes: ReadonlyMap<string, ListedNode>;
  /** Id of the node that answered. CLUSTER SHARDS does not say. */
  readonly myself?: string;
}
