import { type AddressFamily } from './address-family';
import { type RefusalCode } from './verdict';

/** What an error means and what to do. The first rule that matches counts. */
export interface FailureRule {
  /** The system's, Node.js's or the client's name for the error. */
  readonly codes?: readonly string[];
  /** Error replies are known by their first words. */
  readonly text?: RegExp;
  /** Present: waiting does not help. Absent: the node may answer the next time. */
  readonly refuse?: RefusalCode;
  /** With `refuse`: what was changed just now may not have reached the node yet. */
  readonly mayPass?: true;
  readonly meaning: string;
  readonly check: (family: AddressFamily | undefined) => string;
}

const over = (family: AddressFamily | undefined): string => (family ? ` over ${family}` : '');
const recordOf = (family: AddressFamily | undefined): string =>
  family ? (family === 'ipv6' ? 'AAAA record' : 'A record') : 'address record';
const always = (text: string) => (): string => text;

/** The certificate is good, but for another name: Node.js's own codes and OpenSSL's. */
const CERTIFICATE_NAME_CODES = ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_ALTNAME_FORMAT', 'HOSTNAME_MISMATCH'];

/** Codes of OpenSSL's certificate check as Node.js passes them on. */
const CERTIFICATE_CODES = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_GET_CRL',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CRL_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_SIGNATURE_FAILURE',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CRL_LAST_UPDATE_FIELD',
  'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
];

/** The node can not become right by waiting: the configuration has to change. */
export const REFUSALS: readonly FailureRule[] = [
  {
    text: /^(?:WRONGPASS\b|ERR invalid password)/,
    refuse: 'WrongPassword',
    mayPass: true,
    meaning: 'the node does not accept the user name or the password',
    check: always(
      'user name and password, and that the user is in the user group of the replication group; with IAM, that the role ' +
        'of whoever asks may elasticache:Connect to the replication group and to the user',
    ),
  },
  {
    text: /^ERR (?:AUTH .*called without any password configured|Client sent AUTH, but no password is set)/,
    refuse: 'WrongPassword',
    mayPass: true,
    meaning: 'a password was sent, but the node has none configured',
    check: always('that the group has an AUTH token or a user group, or send no password'),
  },
  {
    text: /^NOAUTH\b/,
    refuse: 'PasswordRequired',
    mayPass: true,
    meaning: 'the node asks for a password and none was sent',
    check: always('that the user name and the password reach whoever asks the nodes'),
  },
  {
    text: /^NOPERM\b/,
    refuse: 'NoPermission',
    mayPass: true,
    meaning: 'the user may not run the commands of whoever asks',
    check: always('that the access string of the user has +ping +cluster|slots +cluster|nodes +cluster|myid (engine 6: +ping +cluster)'),
  },
  {
    text: /^ERR This instance has cluster support disabled/,
    refuse: 'ClusterModeDisabled',
    meaning: 'cluster mode is disabled, so no node says where the others are and IP discovery has no visible effect',
    check: always('that cluster mode is meant to be disabled; if so, prove every endpoint by DNS and a connection instead'),
  },
  {
    // while DNS still leads to a node that is gone, somebody else may have its address
    codes: CERTIFICATE_NAME_CODES,
    refuse: 'CertificateInvalid',
    mayPass: true,
    meaning: 'the certificate of the node is for another name',
    check: always('that the node is asked by the name in its certificate, and that DNS leads to the node and not to another one'),
  },
  {
    codes: CERTIFICATE_CODES,
    refuse: 'CertificateInvalid',
    meaning: 'the certificate of the node is expired or not of a trusted authority',
    check: always('the CA file, the dates of the certificate, and the clock'),
  },
  {
    codes: ['NotResp'],
    text: /^not RESP\b/,
    refuse: 'NotRedis',
    meaning: 'what listens there does not speak the protocol of Redis and Valkey',
    check: always('host and port'),
  },
];

/** Passing states of a healthy or a changing node, and whatever is not known. */
export const WAITS: readonly FailureRule[] = [
  { text: /^LOADING\b/, meaning: 'the node is loading its data', check: always('nothing, the node answers when it has loaded') },
  { text: /^BUSY\b/, meaning: 'the node is busy running a script or function', check: always('which script blocks the node (SCRIPT KILL ends it)') },
  { text: /^MASTERDOWN\b/, meaning: 'the node is a replica without its primary', check: always('the state of the primary of its shard') },
  { text: /^(?:CLUSTERDOWN|TRYAGAIN)\b/, meaning: 'the cluster is not in order', check: always('that every shard has a primary') },
  {
    text: /^ERR max number of clients/,
    meaning: 'the node takes no more connections',
    check: always('the metric CurrConnections and the limit maxclients'),
  },
  {
    codes: ['DnsSynthesized'],
    meaning: 'the name of the node has only addresses that DNS64 made up from its IPv4 address',
    check: always('that the network type of the group includes ipv6: a node of its own family has an AAAA record of its own'),
  },
  {
    codes: ['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA', 'EAI_ADDRFAMILY'],
    meaning: 'the name of the node has no such address in DNS',
    check: (family) => `that the name of the node has an ${recordOf(family)} and the network type of the group includes ${family ?? 'the family'}`,
  },
  {
    codes: ['EAI_AGAIN', 'EAI_FAIL', 'ESERVFAIL', 'ETIMEOUT', 'EREFUSED', 'ResolveTimeout'],
    meaning: 'DNS does not answer',
    check: always('the DNS settings of the VPC (enableDnsSupport, enableDnsHostnames)'),
  },
  {
    codes: ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'],
    meaning: 'whoever asks has no route to the node',
    check: (family) =>
      `the subnets of whoever asks: they need a CIDR and a route${over(family)}` +
      (family === 'ipv4' ? '' : ', and a Lambda function needs Ipv6AllowedForDualStack') +
      '; if every node says this, the nodes are not the cause',
  },
  { codes: ['EHOSTUNREACH', 'EHOSTDOWN', 'ENETDOWN'], meaning: 'the node is not on the network', check: (family) => `that the node is running and its subnet has a CIDR and a route${over(family)}` },
  {
    codes: ['ECONNREFUSED'],
    meaning: 'nothing listens there',
    check: (family) => `the port, and that the node listens${over(family)}; a node that restarts says this too`,
  },
  {
    codes: ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ConnectionClosed'],
    meaning: 'the node closed the connection',
    check: always('transit encryption: a TLS port does this to a client without TLS; a node that restarts does it too'),
  },
  {
    codes: ['MalformedResp', 'ReplyTooLarge'],
    meaning: 'the node sends what is no proper answer',
    check: always('the host and the port, and what else is between whoever asks and the node'),
  },
  {
    codes: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'],
    meaning: 'the port does not speak TLS',
    check: always('transit encryption of the replication group'),
  },
  {
    codes: ['HandshakeTimeout'],
    meaning: 'the node does not complete the TLS handshake in time',
    check: always('transit encryption of the replication group: a port without TLS is silent to a TLS client; a node that hangs is silent too'),
  },
  {
    codes: ['ConnectTimeout'],
    meaning: 'the node does not take the connection in time',
    check: (family) => `that the security groups allow the port${over(family)}, both out of the asking side and into the cache`,
  },
  {
    codes: ['ETIMEDOUT', 'AnswerTimeout', 'NotAnsweredYet', 'TimeoutError'],
    text: /time(?:d)?[ -]?out/i,
    meaning: 'the node does not answer in time',
    check: (family) =>
      `that the security groups allow the port${over(family)}, both out of the asking side and into the cache; transit encryption: a port without TLS is silent to a TLS client`,
  },
];

/** For everything that no rule knows. */
export const UNKNOWN_FAILURE: FailureRule = {
  meaning: 'the node can not be asked',
  check: always('what the error says'),
};
