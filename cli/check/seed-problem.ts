import { classifyFailure } from '../../lambda/topology/classify-failure';
import { type RefusalCode } from '../../lambda/topology/verdict';
import { type Problem } from '../problem';
import { type CheckArguments } from './check-arguments';

/** Why the node that `--host` names did not say who belongs to the cluster. */
export interface SeedFailure {
  readonly error: string;
  readonly errorCode: string;
}

interface Advice {
  readonly code: string;
  /** Follows `HOST:PORT`. */
  readonly says: string;
}

/** A node that starts or is busy: the same question may be answered in a moment. */
export function isPassing({ error }: SeedFailure): boolean {
  return /^(LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN)\b|^ERR max number of clients/.test(error);
}

/** What happened, and what to type differently. */
export function seedProblem(failure: SeedFailure, host: string, { port, connection, family }: Pick<CheckArguments, 'port' | 'connection' | 'family'>): Problem {
  const tls = connection.tls !== undefined;
  const classified = classifyFailure(failure.error, failure.errorCode, family);
  const { code, says } = classified.kind === 'refuse' ? adviceOnRefusal(classified.code, failure) : adviceOnSilence(failure, tls, classified.meaning);
  return { code, message: `${host.includes(':') ? `[${host}]` : host}:${port} ${says}` };
}

function adviceOnRefusal(code: RefusalCode, { error, errorCode }: SeedFailure): Advice {
  switch (code) {
    case 'PasswordRequired':
      return {
        code,
        says:
          'asks for a password; put it into an environment variable and name that with --password-env (and the user with --user), ' +
          'or prove less with --minimum-evidence HANDSHAKE and a --host for each endpoint',
      };
    case 'WrongPassword':
      return /without any password|no password is set/.test(error)
        ? { code, says: 'has no password configured but was sent one; leave out --password-env and --user' }
        : { code, says: 'does not accept the user name or the password; check --user and the environment variable that --password-env names' };
    case 'NoPermission':
      return { code, says: 'does not let this user ask; its access string needs +ping +cluster|slots +cluster|nodes +cluster|myid' };
    case 'ClusterModeDisabled':
      return { code, says: 'has cluster mode disabled, so no node says where the others are' };
    case 'CertificateInvalid':
      return { code, says: `has a certificate that is not valid here (${errorCode}); give the name that it carries as --host and its authority with --ca` };
    case 'NotRedis':
      return { code, says: 'does not speak the protocol of Redis and Valkey; check --host and --port' };
    case 'HostnameEndpoints':
      return { code, says: `cannot be asked: ${error}` };
  }
}

const NO_NAME = ['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA', 'EAI_ADDRFAMILY'];
const NO_DNS = ['EAI_AGAIN', 'EAI_FAIL', 'ESERVFAIL', 'ETIMEOUT', 'EREFUSED', 'ResolveTimeout'];
const NO_ROUTE = ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETDOWN'];
const CLOSED = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ConnectionClosed'];
const NOT_TLS = ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'];
const SILENT = ['ETIMEDOUT', 'ConnectTimeout', 'HandshakeTimeout', 'HandshakeTimeout', 'AnswerTimeout'];

function adviceOnSilence({ error, errorCode }: SeedFailure, tls: boolean, meaning: string): Advice {
  const is = (codes: readonly string[]): boolean => codes.includes(errorCode);
  if (is(NO_NAME)) {
    return { code: 'HostNotFound', says: 'is not found in DNS; check the spelling of --host, and ask from where the name resolves (inside the VPC, or over a VPN)' };
  }
  if (errorCode === 'DnsSynthesized') {
    return { code: 'HostNotFound', says: 'has only addresses that DNS64 made up from its IPv4 address; check the network type of the group, or ask over ipv4' };
  }
  if (is(NO_DNS)) {
    return { code: 'DnsUnavailable', says: `cannot be looked up, DNS does not answer (${errorCode}); check the network, or give an IP address as --host` };
  }
  if (is(NO_ROUTE)) {
    return { code: 'NoRoute', says: `is out of reach, this machine has no route to it (${errorCode}); run the check from where the clients run, or over the other family` };
  }
  if (errorCode === 'ECONNREFUSED') {
    return { code: 'ConnectionRefused', says: 'refuses connections, nothing listens there; check --host and --port, and that the node runs' };
  }
  if (is(CLOSED)) {
    return tls
      ? { code: 'ConnectionClosed', says: `closed the connection (${errorCode}); check --host and --port, and that the node runs` }
      : { code: 'TransitEncryptionRequired', says: `closed the connection at the first command, as a TLS port does (${errorCode}); add --tls` };
  }
  if (is(NOT_TLS)) {
    return { code: 'TransitEncryptionMissing', says: 'does not speak TLS; leave out --tls, or check --port' };
  }
  if (is(SILENT)) {
    const alsoTls = tls ? '; a port without TLS is silent too: then leave out --tls' : '';
    return { code: 'NoAnswer', says: `does not answer in time; check --host and --port, and that security groups and routes let this machine in${alsoTls}` };
  }
  if (isPassing({ error, errorCode })) {
    return { code: 'NotReady', says: `cannot answer yet: ${meaning}; ask again in a moment, or add --wait 30m` };
  }
  return { code: 'NotAnswered', says: `cannot be asked (${errorCode}: ${error}); check --host and --port` };
}
