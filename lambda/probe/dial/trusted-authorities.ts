import * as tls from 'node:tls';

/** One for all connections of a watch: to read all authorities takes longer than a handshake. */
export function secureContextWith(ca: string | undefined): tls.SecureContext {
  return tls.createSecureContext(ca === undefined ? {} : { ca: [...usualAuthorities(), ca] });
}

/** Those that Node.js trusts anyway; before version 22.15 it does not tell the ones of NODE_EXTRA_CA_CERTS. */
function usualAuthorities(): readonly string[] {
  return (tls as Partial<typeof tls>).getCACertificates?.('default') ?? tls.rootCertificates;
}
