/** What a view has against one node. */
export interface Complaint {
  /** Cluster node id. */
  readonly id: string;
  /** A sentence of which the node is the subject: `is still at 127.0.0.1`. */
  readonly says: string;
}

/** What is wrong with a view. */
export interface ViewProblem {
  /** Short, for a person. */
  readonly reason: string;
  /** How many nodes it is about. */
  readonly count: number;
  /** One for each node that it is about; none if it is about the view as a whole. Made when wanted: there may be many. */
  readonly complaints: () => readonly Complaint[];
}

export function aboutNodes<Node extends { readonly id: string }>(nodes: readonly Node[], reason: string, says: (node: Node) => string): ViewProblem {
  return { reason, count: nodes.length, complaints: () => nodes.map((node) => ({ id: node.id, says: says(node) })) };
}

export function aboutTheView(reason: string): ViewProblem {
  return { reason, count: 0, complaints: () => [] };
}
