/** One fault, and what the gate makes of it. The chapter on faults is made of these rows; each has a scenario that is run. */
export interface Fault {
  /** What is wrong. */
  readonly fault: string;
  /** How far the node is climbed, and what is missing: `RESOLVED, not CONNECTED`. */
  readonly rungs: string;
  /** What the gate says of the node, up to what the system or the server says itself. */
  readonly says: string;
  /** `waits`: opens when it is over. A code: refuses at once. A code with `...`: the control side waits with it in the first minutes. */
  readonly then: string;
}

/** The nodes. */
export const NODE_FAULTS = {
  down: { fault: 'a node is down', rungs: 'RESOLVED, not CONNECTED', says: 'nothing listens there', then: 'waits' },
  stopped: { fault: 'a node hangs (SIGSTOP)', rungs: 'CONNECTED, not HANDSHAKE', says: 'the node does not complete the TLS handshake in time', then: 'waits' },
  'stopped, plain': { fault: 'a node without TLS hangs', rungs: 'CONNECTED, not ANSWERED', says: 'the node does not answer in time', then: 'waits' },
  replaced: { fault: 'a node is replaced while the gate waits', rungs: 'HANDSHAKE, not ANSWERED', says: 'lists no node yet: it has not joined the cluster', then: 'waits' },
  failover: { fault: 'a primary fails and its replica takes over', rungs: 'RESOLVED, not CONNECTED', says: 'nothing listens there', then: 'waits' },
  syncing: { fault: 'a replica has not got the data of its primary yet', rungs: 'HANDSHAKE, not ANSWERED', says: 'does not list cache-0004', then: 'waits' },
  slotless: { fault: 'a primary has no slots', rungs: 'HANDSHAKE, not ANSWERED', says: 'does not list cache-0007', then: 'waits' },
  loading: { fault: 'a node loads its data', rungs: 'HANDSHAKE, not ANSWERED', says: 'the node is loading its data (LOADING', then: 'waits' },
  busy: { fault: 'a script blocks a node', rungs: 'HANDSHAKE, not ANSWERED', says: 'the node is busy running a script or function (BUSY', then: 'waits' },
  maxclients: { fault: 'a node takes no more clients (maxclients)', rungs: 'CONNECTED, not HANDSHAKE', says: 'the node closed the connection', then: 'waits' },
  'maxclients, plain': { fault: 'a node without TLS takes no more clients', rungs: 'CONNECTED, not ANSWERED', says: 'the node takes no more connections (ERR', then: 'waits' },
} as const satisfies Readonly<Record<string, Fault>>;

/** Names, certificates, passwords. */
export const ACCESS_FAULTS = {
  'no name': { fault: 'the name has no address', rungs: 'not RESOLVED', says: 'the name of the node has no such address in DNS (ENOTFOUND', then: 'waits' },
  'no dns': { fault: 'DNS does not answer', rungs: 'not RESOLVED', says: 'DNS does not answer (ResolveTimeout', then: 'waits' },
  dns64: { fault: 'the name has only addresses that DNS64 made up', rungs: 'not RESOLVED', says: 'the name of the node has only addresses that DNS64 made up', then: 'waits' },
  stale: { fault: 'the address of a node is held by another one', rungs: 'not RESOLVED', says: 'cache-0004, cache-0005 lead to one place', then: 'waits' },
  expired: { fault: 'the certificate has expired', rungs: 'CONNECTED, not HANDSHAKE', says: 'the certificate of the node is expired or not of a trusted authority (CERT_HAS_EXPIRED', then: 'CertificateInvalid' },
  untrusted: { fault: 'nobody knows the authority of the certificate', rungs: 'CONNECTED, not HANDSHAKE', says: 'the certificate of the node is expired or not of a trusted authority (', then: 'CertificateInvalid' },
  'wrong name': { fault: 'the certificate is for another name', rungs: 'CONNECTED, not HANDSHAKE', says: 'the certificate of the node is for another name (ERR_TLS_CERT_ALTNAME_INVALID', then: 'CertificateInvalid ...' },
  'wrong password': { fault: 'a wrong password, an unknown user, a user who is off', rungs: 'HANDSHAKE, not ANSWERED', says: 'the node does not accept the user name or the password (WRONGPASS', then: 'WrongPassword ...' },
  'no password': { fault: 'no password where one is asked for', rungs: 'HANDSHAKE, not ANSWERED', says: 'the node asks for a password and none was sent (NOAUTH', then: 'PasswordRequired ...' },
  'no rights': { fault: 'a user without the rights of the probe', rungs: 'HANDSHAKE, not ANSWERED', says: 'the user may not run the commands of whoever asks (NOPERM', then: 'NoPermission ...' },
  'plain port': { fault: 'a port without TLS is asked with TLS', rungs: 'CONNECTED, not HANDSHAKE', says: 'the node does not complete the TLS handshake in time', then: 'waits' },
  'tls port': { fault: 'a port with TLS is asked without', rungs: 'CONNECTED, not ANSWERED', says: 'the node closed the connection', then: 'waits' },
} as const satisfies Readonly<Record<string, Fault>>;

/** What is no node at all, or talks like none. */
export const PEER_FAULTS = {
  silent: { fault: 'something takes the connection and says nothing', rungs: 'CONNECTED, not ANSWERED', says: 'the node does not answer in time', then: 'waits' },
  drip: { fault: 'something sends a byte now and then', rungs: 'CONNECTED, not ANSWERED', says: 'the node does not answer in time', then: 'waits' },
  'not resp': { fault: 'something speaks another protocol', rungs: 'CONNECTED, not ANSWERED', says: 'what listens there does not speak the protocol of Redis and Valkey (NotResp', then: 'NotRedis' },
  malformed: { fault: 'a reply breaks off in the middle of the protocol', rungs: 'CONNECTED, not ANSWERED', says: 'the node sends what is no proper answer (MalformedResp', then: 'waits' },
  giant: { fault: 'a reply is larger than any that a node gives', rungs: 'CONNECTED, not ANSWERED', says: 'the node sends what is no proper answer (ReplyTooLarge', then: 'waits' },
  closing: { fault: 'the connection ends in the middle of a reply', rungs: 'CONNECTED, not ANSWERED', says: 'the node closed the connection (ConnectionClosed', then: 'waits' },
} as const satisfies Readonly<Record<string, Fault>>;

/** The network between the probe and the nodes, over the target family alone. */
export const NETWORK_FAULTS = {
  dropped: { fault: 'a firewall or security group drops the family', rungs: 'RESOLVED, not CONNECTED', says: 'the node does not take the connection in time (ConnectTimeout', then: 'waits' },
  rejected: { fault: 'a firewall rejects the family', rungs: 'RESOLVED, not CONNECTED', says: 'nothing listens there (ECONNREFUSED', then: 'waits' },
  'other family': { fault: 'a node listens on the other family only', rungs: 'RESOLVED, not CONNECTED', says: 'nothing listens there (ECONNREFUSED', then: 'waits' },
  lost: { fault: 'a node loses the family, both ways, for the other nodes too', rungs: 'RESOLVED, not CONNECTED', says: 'the node does not take the connection in time (ConnectTimeout', then: 'waits' },
  held: { fault: 'the address of a node leads to another node of the group', rungs: 'CONNECTED, not ANSWERED', says: 'cache-0004, cache-0005 answer with the same node id', then: 'waits' },
  foreign: { fault: 'the address of a node leads to a node of another group', rungs: 'ANSWERED, not REPORTED', says: 'does not list cache-0001, cache-0002, cache-0003 and 2 more', then: 'waits' },
  moved: { fault: 'a node is replaced and its name moves to another address', rungs: 'RESOLVED, not CONNECTED', says: 'nothing listens there (ECONNREFUSED', then: 'waits' },
  'dns out of reach': { fault: 'the resolver can not be reached', rungs: 'not RESOLVED', says: 'DNS does not answer (EAI_AGAIN', then: 'waits' },
  'no route': { fault: 'the probe has no address of the family', rungs: 'RESOLVED, not CONNECTED', says: 'whoever asks has no route to the node (ENETUNREACH', then: 'waits' },
} as const satisfies Readonly<Record<string, Fault>>;

/** All of them, as the chapter has them. */
export const FAULTS: Readonly<Record<string, Readonly<Record<string, Fault>>>> = { nodes: NODE_FAULTS, access: ACCESS_FAULTS, peers: PEER_FAULTS, network: NETWORK_FAULTS };
