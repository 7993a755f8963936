import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { type ClusterNode, type ClusterOptions } from './cluster';
import { loginOf } from './control-user';
import { findFreePorts } from './free-ports';
import { LOOPBACK } from './loopback';
import { NodeConnection } from './node-connection';
import { layOut, type NodePlace } from './node-layout';
import { passwordOf, serverArgument } from './server-arguments';
import { type ServerOptions } from './server-command-line';
import { ServerProcess } from './server-process';

/**
 * Gossip, and with it formation, is quicker with a short timeout; failover stays off until the cluster stands. But each node asks each other
 * one twice in that time: with hundreds of nodes a small machine would do nothing else.
 */
const FORMING_TIMEOUT_MILLIS = 1000;
const NODES_THAT_FORM_QUICKLY = 60;
const FORMING_TIMEOUT_PER_FURTHER_NODE_MILLIS = 200;
const STANDING_TIMEOUT_MILLIS = 5000;
const NO_FAILOVER = 'cluster-replica-no-failover';

/** A port can be taken between our look and the server's start. */
const START_ATTEMPTS = 3;

/** What a node needs to know of the cluster that it is made for. */
export interface RedisNodeOptions extends ClusterOptions {
  /** Path of redis-server or valkey-server. */
  readonly program: string;
  /** Directory of the cluster; each node makes its own in it. */
  readonly directory: string;
}

/** One node of a real cluster: a server process, and our way to talk to it. */
export class RedisNode implements ClusterNode {
  public readonly index: number;
  public readonly shard: number;
  public readonly role: ClusterNode['role'];
  public readonly hostname?: string;

  private constructor(
    place: NodePlace,
    public readonly port: number,
    public readonly id: string,
    private readonly server: ServerOptions,
    private readonly connection: NodeConnection,
    private process: ServerProcess,
  ) {
    this.index = place.index;
    this.shard = place.shard;
    this.role = place.role;
    if (server.tls) this.hostname = server.tls.hostname;
  }

  /** Starts a node that does not know any other yet. */
  public static async start(place: NodePlace, options: RedisNodeOptions, firstPort: number): Promise<RedisNode> {
    let port = firstPort;
    for (let attempt = 1; ; attempt++) {
      try {
        return await RedisNode.startOn(port, place, options);
      } catch (error) {
        if (attempt === START_ATTEMPTS) throw error;
        [port = 0] = await findFreePorts(1);
      }
    }
  }

  private static async startOn(port: number, place: NodePlace, options: RedisNodeOptions): Promise<RedisNode> {
    const server = serverOptions(port, place, options);
    const connection = new NodeConnection({ port, login: loginOf(server.serverArguments), tls: ownTls(server) });
    const process = await ServerProcess.start(server.clusterMode ? forming(server, options) : server, connection);
    return new RedisNode(place, port, await idOf(connection, server), server, connection, process);
  }

  public command(words: readonly string[], family: AddressFamily = 'ipv4'): Promise<unknown> {
    return this.connection.command(words, family);
  }

  public async announce(family: AddressFamily): Promise<void> {
    if (this.server.clusterMode) await this.command(['CONFIG', 'SET', 'cluster-announce-ip', LOOPBACK[family]]);
  }

  public async listen(families: readonly AddressFamily[]): Promise<void> {
    await this.command(['CONFIG', 'SET', 'bind', families.map((family) => LOOPBACK[family]).join(' ')]);
  }

  public async kill(): Promise<void> {
    this.connection.close();
    await this.process.kill();
  }

  public freeze(): void {
    this.process.signal('SIGSTOP');
  }

  public thaw(): void {
    this.process.signal('SIGCONT');
  }

  public async restart(family: AddressFamily = this.server.announce): Promise<void> {
    await this.kill();
    this.process = await ServerProcess.start({ ...this.server, announce: family }, this.connection);
  }

  /** The cluster stands: from now on the node behaves as its options say, no longer as suits the formation. */
  public async settle(): Promise<void> {
    if (!this.server.clusterMode) return;
    const noFailover = serverArgument(this.server.serverArguments, NO_FAILOVER) ?? 'no';
    await this.command(['CONFIG', 'SET', 'cluster-node-timeout', String(this.server.nodeTimeoutMillis), NO_FAILOVER, noFailover]);
  }
}

function serverOptions(port: number, place: NodePlace, options: RedisNodeOptions): ServerOptions {
  const { tls } = options;
  return {
    program: options.program,
    port,
    directory: join(options.directory, String(port)),
    announce: options.announce ?? 'ipv4',
    nodeTimeoutMillis: options.nodeTimeoutMillis ?? STANDING_TIMEOUT_MILLIS,
    clusterMode: options.clusterMode ?? true,
    tls: tls && { ...tls, hostname: tls.hostnameOf(place) },
    serverArguments: options.serverArguments ?? [],
    password: passwordOf(options.serverArguments),
  };
}

function forming(server: ServerOptions, options: ClusterOptions): ServerOptions {
  const furtherNodes = Math.max(0, layOut(options).length - NODES_THAT_FORM_QUICKLY);
  return { ...server, nodeTimeoutMillis: FORMING_TIMEOUT_MILLIS + furtherNodes * FORMING_TIMEOUT_PER_FURTHER_NODE_MILLIS, serverArguments: [...server.serverArguments, `--${NO_FAILOVER}`, 'yes'] };
}

function ownTls({ tls }: ServerOptions): { hostname: string; ca: string } | undefined {
  return tls && { hostname: tls.hostname, ca: readFileSync(tls.authorityFile, 'utf8') };
}

async function idOf(connection: NodeConnection, { clusterMode }: ServerOptions): Promise<string> {
  if (clusterMode) return String(await connection.command(['CLUSTER', 'MYID']));
  return /run_id:(\w+)/.exec(String(await connection.command(['INFO', 'server'])))?.[1] ?? '';
}
