import { type AddressFamily } from '../../lambda/topology/address-family';

/** How one node stands, as its own CLUSTER SLOTS shows it. */
export interface NodeProgress {
  readonly memberId: string;
  /** The address that the node gives for itself; empty while it is not known. */
  readonly announces: string;
  /** How many of the nodes its own view shows on the target family. */
  readonly onTarget: number;
  /** Its own view shows every node, and all of them on the target family. */
  readonly complete: boolean;
  /** False while the node gives no answer. */
  readonly answers: boolean;
}

/** What a view shows of the deployment under way. */
export interface Progress {
  readonly elapsedMillis: number;
  /** The latest thing that CloudFormation did, such as `UPDATE_IN_PROGRESS  CachePropagation`. */
  readonly cloudFormation: string;
  /** What the deployment moves the nodes to; absent where it moves none, and then there are no nodes to show. */
  readonly target: AddressFamily | undefined;
  readonly nodes: readonly NodeProgress[];
}

/** How many nodes have a complete view. */
export function completeViews(progress: Progress): number {
  return progress.nodes.filter((node) => node.complete).length;
}
