import { type AddressFamily } from './address-family';

/** Where a view says that clients find a node. */
export type Endpoint =
  | { readonly kind: 'address'; readonly address: string; readonly family: AddressFamily }
  /** A name: its family is decided by the client's resolver, so the view alone can not tell. */
  | { readonly kind: 'hostname'; readonly hostname: string }
  /** `null`, `""`, `"?"`, or a port of 0 beside whatever: the node that answers does not know, or does not say. */
  | { readonly kind: 'unknown'; readonly written: 'null' | 'empty' | 'question-mark' | 'port-zero' };

/** One node as one view lists it. */
export interface ViewNode {
  /** Cluster node id, 40 hexadecimal digits. */
  readonly id: string;
  readonly endpoint: Endpoint;
  /** The port beside the endpoint. It follows the connection that asked: the TLS port over TLS. */
  readonly port?: number;
  /**
   * `ip` of the metadata, which is there where the endpoint is not an address. Evidence to show, never proof: a
   * serverless cache reports 127.0.0.1 there.
   */
  readonly metadataIp?: string;
}

/** What one node says the topology is. */
export interface TopologyView {
  /** By node id. */
  readonly nodes: ReadonlyMap<string, ViewNode>;
  /** How many of the 16,384 slots the view covers. */
  readonly coveredSlots: number;
}

/** Whether both say the same, in the same words. */
export function isSameEndpoint(one: Endpoint, other: Endpoint): boolean {
  return one === other || (one.kind === other.kind && wordsOf(one) === wordsOf(other));
}

function wordsOf(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'address':
      return endpoint.address;
    case 'hostname':
      return endpoint.hostname;
    case 'unknown':
      return endpoint.written;
  }
}
