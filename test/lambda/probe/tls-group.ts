import { type Lookup } from '../../../lambda/probe/dial/resolve-host';
import { type Member } from '../../../lambda/topology/observation';
import { CertificateAuthority } from '../../../rehearsal/certificates/certificate-authority';
import { type CacheCluster, type ClusterOptions } from '../../../rehearsal/cluster/cluster';
import { LOOPBACK } from '../../../rehearsal/cluster/loopback';
import { type NodeTls } from '../../../rehearsal/cluster/node-tls';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { makeDirectory, removeDirectory } from '../../../rehearsal/processes/ownership';
import { memberId } from './real-cluster';

/** The zone of all names. */
const ZONE = 'cache.test';

/** Real nodes with TLS under names of their own, and whoever resolves these names. */
export class TlsGroup {
  /** Names that do not lead where the others lead: by name, what the resolver says. */
  public readonly elsewhere = new Map<string, Lookup>();

  private constructor(
    private readonly directory: string,
    public readonly authority: CertificateAuthority,
    public readonly cluster: CacheCluster,
  ) {}

  public static async start(options: Omit<ClusterOptions, 'tls'>): Promise<TlsGroup> {
    const directory = makeDirectory('tls-group-');
    const authority = await CertificateAuthority.create(directory);
    const certificate = await authority.issue([`*.${ZONE}`]);
    const tls: NodeTls = { ...certificate, authorityFile: authority.certificateFile, hostnameOf: ({ index }) => `node-${index}.${ZONE}` };
    return new TlsGroup(directory, authority, await startRedisCluster({ ...options, tls }));
  }

  /** Every node under its name. */
  public get members(): Member[] {
    return this.cluster.nodes.map(({ index, port, hostname = '' }) => ({ id: memberId(index), host: hostname, port }));
  }

  /** A name behind which is the node at this place. */
  public endpoint(name: string, index: number): Member {
    return { id: `${name} endpoint`, host: `${name}.${ZONE}`, port: this.cluster.nodes[index]?.port ?? 0, kind: 'endpoint' };
  }

  public readonly lookup: Lookup = (host, family) => (this.elsewhere.get(host) ?? everywhere)(host, family);

  public get tls(): { readonly ca: string } {
    return { ca: this.authority.pem };
  }

  public async close(): Promise<void> {
    await this.cluster.close();
    removeDirectory(this.directory);
  }
}

const everywhere: Lookup = (_host, family) => Promise.resolve([LOOPBACK[family]]);
