import { join } from 'node:path';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { LOOPBACK } from './loopback';

export interface ServerOptions {
  /** Path of redis-server or valkey-server. */
  readonly program: string;
  readonly port: number;
  /** Holds the node's own files; made if it is not there. */
  readonly directory: string;
  readonly announce: AddressFamily;
  readonly nodeTimeoutMillis: number;
  readonly clusterMode: boolean;
  readonly tls: ServerTls | undefined;
  readonly serverArguments: readonly string[];
  readonly password: string | undefined;
}

export interface ServerTls {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly authorityFile: string;
  /** The name that the node announces in place of its address, as ElastiCache does with TLS. */
  readonly hostname: string;
}

/** The arguments of redis-server. */
export function commandLineOf(options: ServerOptions): string[] {
  const { password, directory } = options;
  return [
    ...listening(options),
    ...['--dir', directory, '--logfile', join(directory, 'log'), '--save', '', '--appendonly', 'no'],
    ...(options.clusterMode ? cluster(options) : []),
    // CLUSTER SLOTS leaves a replica out until its first acknowledged offset: with the default of 10 s that takes long.
    ...['--repl-ping-replica-period', '1', '--repl-diskless-sync', 'yes', '--repl-diskless-sync-delay', '0'],
    ...(password === undefined ? [] : ['--masterauth', password]),
    ...options.serverArguments,
  ];
}

function listening({ port, tls }: ServerOptions): string[] {
  const everywhere = ['--bind', LOOPBACK.ipv4, LOOPBACK.ipv6, '--protected-mode', 'no'];
  if (tls === undefined) return ['--port', String(port), ...everywhere];
  const files = ['--tls-cert-file', tls.certificateFile, '--tls-key-file', tls.keyFile, '--tls-ca-cert-file', tls.authorityFile];
  // clients authenticate with a password or a token, not with a certificate
  return ['--port', '0', '--tls-port', String(port), ...everywhere, ...files, '--tls-auth-clients', 'no', '--tls-replication', 'yes'];
}

function cluster({ nodeTimeoutMillis, announce, tls }: ServerOptions): string[] {
  return [
    ...['--cluster-enabled', 'yes', '--cluster-config-file', 'nodes.conf', '--cluster-node-timeout', String(nodeTimeoutMillis)],
    // Always explicit: a node that was never told its address does not know it.
    ...['--cluster-announce-ip', LOOPBACK[announce]],
    ...(tls === undefined
      ? []
      : ['--tls-cluster', 'yes', '--cluster-announce-hostname', tls.hostname, '--cluster-preferred-endpoint-type', 'hostname']),
  ];
}
