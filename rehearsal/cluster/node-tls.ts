import { type IssuedCertificate } from '../certificates/certificate-authority';
import { type NodePlace } from './node-layout';

/** TLS of the nodes of a cluster, on their only port; the bus and the replication between them have it too. */
export interface NodeTls extends IssuedCertificate {
  /** PEM file of the authority that signed the certificate. */
  readonly authorityFile: string;
  /** The name that a node announces; the certificate carries it, perhaps by a wildcard. */
  readonly hostnameOf: (place: NodePlace) => string;
}
