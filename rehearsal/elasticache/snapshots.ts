import { ServiceError } from '../http/service';
import { optionalText, type QueryParameters } from '../http/query-parameters';
import { XmlList, type XmlRecord } from '../http/xml';
import { type CacheCluster } from '../cluster/cluster';
import { type CacheMember } from './cache-member';
import { pageOf } from './page';
import { type ReplicationGroup } from './replication-group';
import { readStrings, type StoredStrings, writeStrings } from './stored-strings';
import { usedMemory } from './used-memory';

/** What a snapshot holds. */
interface Snapshot {
  readonly name: string;
  readonly source: 'automated' | 'manual' | 'system';
  readonly replicationGroupId: string;
  readonly takenAt: Date;
  /** One a shard. */
  readonly nodes: readonly SnapshotOfNode[];
}

interface SnapshotOfNode {
  readonly nodeGroupId: string;
  readonly memberId: string;
  readonly bytes: number;
  readonly strings: StoredStrings;
}

/** The snapshots of replication groups, with the strings that the nodes held. */
export class Snapshots {
  private readonly snapshots: Snapshot[] = [];

  /** What ElastiCache does once a day for a group with `SnapshotRetentionLimit`. */
  public async takeAutomatic(group: ReplicationGroup): Promise<string> {
    const minute = new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-');
    return await this.take(group, `automatic.${group.id}-${minute}`, 'automated');
  }

  /** What ElastiCache does for CloudFormation under the policy `Snapshot`, before it deletes a group. */
  public async takeFinal(group: ReplicationGroup): Promise<string> {
    return await this.take(group, `${group.id}-final-${Date.now().toString(36)}`, 'manual');
  }

  /** A snapshot that was there before everything else, as of a group that somebody else has. */
  public keep(name: string, strings: StoredStrings): void {
    const bytes = [...strings].reduce((sum, entry) => sum + Buffer.byteLength(entry.join('')), 0);
    const nodes = [{ nodeGroupId: '0001', memberId: 'elsewhere-0001-001', bytes, strings }];
    this.snapshots.push({ name, source: 'manual', replicationGroupId: 'elsewhere', takenAt: new Date(), nodes });
  }

  /** Fills the nodes of a new group; the embedded cluster keeps no data. */
  public async restore(name: string, { kind, nodes }: CacheCluster): Promise<void> {
    const { nodes: kept } = this.find(name);
    if (kind !== 'embedded') await Promise.all(kept.map(({ strings }) => writeStrings(nodes, strings)));
  }

  /** Throws as ElastiCache does if there is no such snapshot. */
  public find(name: string): Snapshot {
    const found = this.snapshots.find((snapshot) => snapshot.name === name);
    if (found === undefined) throw new ServiceError('SnapshotNotFoundFault', `Snapshot ${name} not found.`, 404);
    return found;
  }

  /** Names of the snapshots of a group, oldest first. */
  public namesOf(replicationGroupId: string): readonly string[] {
    return this.snapshots.filter((snapshot) => snapshot.replicationGroupId === replicationGroupId).map(({ name }) => name);
  }

  /** DescribeSnapshots. */
  public describe(parameters: QueryParameters): XmlRecord {
    const wanted = (['ReplicationGroupId', 'SnapshotName'] as const).map((name) => optionalText(parameters, name));
    const [groupId, name] = wanted;
    const found = this.snapshots.filter(
      (snapshot) => (groupId === undefined || snapshot.replicationGroupId === groupId) && (name === undefined || snapshot.name === name),
    );
    const { items, marker } = pageOf(found, parameters);
    return { Marker: marker, Snapshots: new XmlList('Snapshot', items.map(described)) };
  }

  private async take(group: ReplicationGroup, name: string, source: Snapshot['source']): Promise<string> {
    const primaries = group.members.filter(({ node }) => node.role === 'primary');
    const nodes = await Promise.all(primaries.map((member) => snapshotOfNode(member, group.cluster.kind)));
    this.snapshots.push({ name, source, replicationGroupId: group.id, takenAt: new Date(), nodes });
    return name;
  }
}

/** The embedded cluster keeps no data. */
async function snapshotOfNode({ memberId, nodeGroupId, node }: CacheMember, kind: CacheCluster['kind']): Promise<SnapshotOfNode> {
  const strings = kind === 'embedded' ? new Map<string, string>() : await readStrings(node);
  return { memberId, nodeGroupId, bytes: await usedMemory(node), strings };
}

function described({ name, source, replicationGroupId, takenAt, nodes }: Snapshot): XmlRecord {
  return {
    SnapshotName: name,
    SnapshotSource: source,
    SnapshotStatus: 'available',
    ReplicationGroupId: replicationGroupId,
    NumNodeGroups: nodes.length,
    NodeSnapshots: new XmlList(
      'NodeSnapshot',
      nodes.map(({ memberId, nodeGroupId, bytes }) => ({
        CacheClusterId: memberId,
        NodeGroupId: nodeGroupId,
        CacheNodeId: '0001',
        CacheSize: `${Math.ceil(bytes / 1024 ** 2)} MB`,
        SnapshotCreateTime: takenAt.toISOString(),
      })),
    ),
  };
}
