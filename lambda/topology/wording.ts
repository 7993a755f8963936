import { type Endpoint } from './view';

const NAMED_IN_FULL = 3;
const LONGEST_QUOTE = 160;

/** `a, b, c and 12 more`. Only what is named is put into words. */
export function listSome<Item>(items: readonly Item[], word: (item: Item) => string = String): string {
  const named = items.slice(0, NAMED_IN_FULL).map(word).join(', ');
  return items.length > NAMED_IN_FULL ? `${named} and ${items.length - NAMED_IN_FULL} more` : named;
}

/** `1 node`, `2 nodes`. */
export function countNodes(count: number): string {
  return `${count} ${count === 1 ? 'node' : 'nodes'}`;
}

/** `2 nodes`, `4 nodes and 1 endpoint`, `1 endpoint`: an endpoint is a name behind which any node may answer. */
export function countMembers(members: readonly Counted[]): string {
  const [nodes, endpoints] = apart(members);
  return [...(nodes > 0 || endpoints === 0 ? [countNodes(nodes)] : []), ...(endpoints > 0 ? [countEndpoints(endpoints)] : [])].join(' and ');
}

/** `1 of 4 nodes`, `1 of 4 nodes and 2 of 3 endpoints`; kinds of which there are none in `some` are left out. */
export function countShare(some: readonly Counted[], all: readonly Counted[]): string {
  const [[nodes, endpoints], [ofNodes, ofEndpoints]] = [apart(some), apart(all)];
  const parts = [...(nodes > 0 ? [`${nodes} of ${countNodes(ofNodes)}`] : []), ...(endpoints > 0 ? [`${endpoints} of ${countEndpoints(ofEndpoints)}`] : [])];
  return parts.join(' and ');
}

interface Counted {
  readonly isEndpoint?: true;
}

/** How many nodes, and how many endpoints. */
function apart(members: readonly Counted[]): readonly [number, number] {
  const endpoints = members.filter(({ isEndpoint }) => isEndpoint).length;
  return [members.length - endpoints, endpoints];
}

function countEndpoints(count: number): string {
  return `${count} ${count === 1 ? 'endpoint' : 'endpoints'}`;
}

/** Text that a server or a library wrote: on one line and of bearable length. */
export function quote(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}...` : line;
}

/** `at 127.0.0.1`, `as node-0.cl.test (ip 127.0.0.1)`, `without an address (null)`. */
export function wordEndpoint(endpoint: Endpoint, metadataIp?: string): string {
  const beside = metadataIp === undefined ? '' : ` (ip ${quote(metadataIp)})`;
  switch (endpoint.kind) {
    case 'address':
      return `at ${endpoint.address}`;
    case 'hostname':
      return `as ${endpoint.hostname}${beside}`;
    case 'unknown':
      return `without an address (${WRITTEN[endpoint.written]})${beside}`;
  }
}

const WRITTEN = { null: 'null', empty: '""', 'question-mark': '"?"', 'port-zero': 'port 0' } as const;
