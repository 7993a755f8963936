import { type Endpoint, type TopologyView, type ViewNode } from './view';

/** What follows from a view alone, whoever judges it. */
export interface ViewFacts {
  /** Whether it says nothing but names, as with transit encryption. */
  readonly namesOnly: boolean;
  /** Who is at a place, by `placeOf`. */
  readonly owners: ReadonlyMap<string, ViewNode>;
  /** Two nodes at one place: clients reach one of them at most. */
  readonly collision: { readonly nodes: readonly [ViewNode, ViewNode]; readonly place: string } | undefined;
}

const known = new WeakMap<TopologyView, ViewFacts>();

/** Found out once for each view: 500 nodes may hold one and the same. */
export function factsOf(view: TopologyView): ViewFacts {
  const facts = known.get(view) ?? findOut(view);
  known.set(view, facts);
  return facts;
}

function findOut({ nodes }: TopologyView): ViewFacts {
  const owners = new Map<string, ViewNode>();
  let collision: ViewFacts['collision'];
  let namesOnly = nodes.size > 0;
  for (const node of nodes.values()) {
    if (node.endpoint.kind !== 'hostname') namesOnly = false;
    const place = placeOfNode(node);
    if (place === undefined) continue;
    const other = owners.get(place);
    if (other) collision ??= { nodes: [other, node], place };
    else owners.set(place, node);
  }
  return { namesOnly, owners, collision };
}

/** Where a client is sent, as text: names are the same in either case of letters, with or without the final dot. */
export function placeOf(host: string, port: number | undefined): string {
  return `${host.toLowerCase().replace(/\.$/, '')} port ${port}`;
}

const placesOfNodes = new WeakMap<ViewNode, string>();

function placeOfNode(node: ViewNode): string | undefined {
  const host = hostOf(node.endpoint);
  if (host === undefined) return undefined;
  const place = placesOfNodes.get(node) ?? placeOf(host, node.port);
  placesOfNodes.set(node, place);
  return place;
}

function hostOf(endpoint: Endpoint): string | undefined {
  if (endpoint.kind === 'unknown') return undefined;
  return endpoint.kind === 'address' ? endpoint.address : endpoint.hostname;
}
