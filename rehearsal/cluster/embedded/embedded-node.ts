import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type ClusterNode } from '../cluster';
import { type Login } from '../control-user';
import { LOOPBACK } from '../loopback';
import { type NodeAccess, NodeConnection } from '../node-connection';
import { type NodeTls } from '../node-tls';
import { Access } from './access';
import { type IsSyncing } from './cluster-replies';
import { answer, type CommandTarget } from './commands';
import { type Gossip, type GossipMember } from './gossip';
import { LoopbackServer } from './loopback-server';
import { type EmbeddedIdentity, NodeView } from './node-view';

/** A replica that just started copies its primary's data for a moment. */
const SYNC_MILLIS = 300;

/** What a node is told about its cluster. */
export interface EmbeddedSurroundings {
  readonly all: readonly EmbeddedIdentity[];
  readonly announce: AddressFamily;
  readonly login: Login | undefined;
  readonly isSyncing: IsSyncing;
  readonly clusterMode: boolean;
  /** Absent: without TLS. */
  readonly tls: NodeTls | undefined;
}

/** One node of the embedded cluster: real sockets, and a view of its own. */
export class EmbeddedNode implements ClusterNode, GossipMember, CommandTarget {
  public readonly index: number;
  public readonly port: number;
  public readonly id: string;
  public readonly shard: number;
  public readonly role: ClusterNode['role'];
  public readonly hostname?: string;
  public readonly clusterMode: boolean;
  public readonly view: NodeView;
  public readonly access: Access;
  public readonly isSyncing: IsSyncing;

  private readonly server: LoopbackServer;
  private readonly connection: NodeConnection;
  private state: 'killed' | 'running' | 'frozen' = 'killed';
  private syncedAtMillis = 0;
  private gossip: Gossip | undefined;

  public constructor(
    public readonly identity: EmbeddedIdentity,
    private readonly surroundings: EmbeddedSurroundings,
  ) {
    ({ index: this.index, port: this.port, id: this.id, shard: this.shard, role: this.role } = identity);
    this.view = new NodeView(identity, surroundings.all, surroundings.announce);
    this.access = new Access(surroundings.login);
    this.isSyncing = surroundings.isSyncing;
    this.clusterMode = surroundings.clusterMode;
    const { tls } = surroundings;
    if (identity.hostname !== undefined) this.hostname = identity.hostname;
    this.connection = new NodeConnection({ port: this.port, login: surroundings.login, tls: tls && controlTls(tls, identity) });
    this.server = new LoopbackServer(
      this.port,
      () => ({ version: 2, authenticated: this.access.isOpen }),
      (words, session) => answer(words, session, this),
      tls && createSecureContext({ cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) }),
    );
  }

  /** The node begins to serve; `gossip` carries its news. */
  public async start(gossip: Gossip): Promise<void> {
    this.gossip = gossip;
    await this.server.listen();
    this.state = 'running';
  }

  public command(words: readonly string[], family: AddressFamily = 'ipv4'): Promise<unknown> {
    return this.connection.command(words, family);
  }

  public async announce(family: AddressFamily): Promise<void> {
    if (this.clusterMode) await this.command(['CONFIG', 'SET', 'cluster-announce-ip', LOOPBACK[family]]);
  }

  public announced(family: AddressFamily): void {
    this.view.of(this.id).family = family;
    this.gossip?.spread(this);
  }

  public announcedFamily(): AddressFamily {
    return this.view.of(this.id).family;
  }

  public isUp(): boolean {
    return this.state === 'running';
  }

  /** Has the node, as a replica, just been started again? */
  public isCopying(): boolean {
    return Date.now() < this.syncedAtMillis;
  }

  public listen(families: readonly AddressFamily[]): Promise<void> {
    return this.server.listen(families);
  }

  public async kill(): Promise<void> {
    this.connection.close();
    if (this.state === 'killed') return;
    this.state = 'killed';
    await this.server.close();
    this.gossip?.suspect(this);
  }

  public freeze(): void {
    if (this.state !== 'running') return;
    this.state = 'frozen';
    this.server.freeze();
    this.gossip?.suspect(this);
  }

  public thaw(): void {
    if (this.state !== 'frozen') return;
    this.state = 'running';
    this.server.thaw();
    this.gossip?.rejoin(this);
  }

  public async restart(family: AddressFamily = this.surroundings.announce): Promise<void> {
    await this.kill();
    this.view.of(this.id).family = family;
    if (this.role === 'replica') this.syncedAtMillis = Date.now() + SYNC_MILLIS;
    await this.server.listen();
    this.state = 'running';
    this.gossip?.rejoin(this);
  }
}

function controlTls({ authorityFile }: NodeTls, { hostname = '' }: EmbeddedIdentity): NodeAccess['tls'] {
  return { hostname, ca: readFileSync(authorityFile, 'utf8') };
}
