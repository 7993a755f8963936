import { type AddressFamily } from './address-family';
import { type Demand } from './demand';
import { readIpLiteral } from './ip-literal';
import { type Endpoint } from './view';

/** What a view may give for a node, so that its clients reach it over the target family. */
export interface ViewRule {
  /** The family of every address. Absent: either, clients still use the other one. */
  readonly family?: AddressFamily;
  /** Whether a name is as good: then its family is proven by resolving it. */
  readonly names: boolean;
}

export function viewRuleOf({ targetFamily, purpose, tls }: Demand): ViewRule {
  return purpose === 'propagation' ? { family: targetFamily, names: tls } : { names: true };
}

/** Whether a client that is given this endpoint reaches the node as demanded, as far as a view can say. */
export function serves(endpoint: Endpoint, { family, names }: ViewRule): boolean {
  if (endpoint.kind === 'hostname') return names;
  if (endpoint.kind !== 'address' || readIpLiteral(endpoint.address)?.unspecified !== false) return false;
  return family === undefined || endpoint.family === family;
}
