import { type ClusterNode } from '../../cluster/cluster';
import { optionalText, type QueryParameters } from '../../http/query-parameters';
import { ServiceError } from '../../http/service';
import { XmlList, type XmlRecord } from '../../http/xml';
import { readStrings, type StoredStrings, writeStrings } from '../stored-strings';
import { usedMemory } from '../used-memory';
import { type ServerlessCache } from './serverless-cache';

interface ServerlessSnapshot {
  readonly name: string;
  readonly arn: string;
  readonly type: 'automated' | 'manual';
  readonly serverlessCacheName: string;
  readonly takenAt: Date;
  readonly bytes: number;
  readonly strings: StoredStrings;
}

const LARGEST_PAGE = 50;

/** The snapshots of serverless caches, with the strings that their nodes held. */
export class ServerlessSnapshots {
  private readonly snapshots: ServerlessSnapshot[] = [];

  /** What ElastiCache does once a day for a cache with `SnapshotRetentionLimit`. */
  public async takeAutomatic(cache: ServerlessCache): Promise<void> {
    const minute = new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-');
    await this.take(cache, `automatic.${cache.id}-${minute}`, 'automated');
  }

  /** What a deletion with `FinalSnapshotName` begins with: if there is one of this name, nothing is deleted. */
  public async takeFinal(cache: ServerlessCache, name: string): Promise<void> {
    if (this.snapshots.some((snapshot) => snapshot.name === name)) {
      throw new ServiceError('ServerlessCacheSnapshotAlreadyExistsFault', `Serverless cache snapshot ${name} already exists.`);
    }
    await this.take(cache, name, 'manual');
  }

  /** Fills the node of a new cache. */
  public async restore(arns: readonly string[], nodes: readonly ClusterNode[]): Promise<void> {
    for (const { strings } of this.find(arns)) await writeStrings(nodes, strings);
  }

  /** Throws as ElastiCache does if there is no such snapshot. */
  public find(arns: readonly string[]): readonly ServerlessSnapshot[] {
    return arns.map((arn) => {
      const found = this.snapshots.find((snapshot) => snapshot.arn === arn);
      if (found === undefined) throw new ServiceError('ServerlessCacheSnapshotNotFoundFault', `Serverless cache snapshot ${arn} not found.`, 404);
      return found;
    });
  }

  /** Snapshots of a cache, oldest first, with how many keys each holds. */
  public of(serverlessCacheName: string): readonly { readonly name: string; readonly arn: string; readonly keys: number }[] {
    return this.snapshots
      .filter((snapshot) => snapshot.serverlessCacheName === serverlessCacheName)
      .map(({ name, arn, strings }) => ({ name, arn, keys: strings.size }));
  }

  /** DescribeServerlessCacheSnapshots. */
  public describe(parameters: QueryParameters): XmlRecord {
    const [cacheName, name] = (['ServerlessCacheName', 'ServerlessCacheSnapshotName'] as const).map((each) => optionalText(parameters, each)?.toLowerCase());
    const found = this.snapshots.filter(
      (snapshot) => (cacheName === undefined || snapshot.serverlessCacheName === cacheName) && (name === undefined || snapshot.name === name),
    );
    const size = Math.min(LARGEST_PAGE, Number(optionalText(parameters, 'MaxResults') ?? LARGEST_PAGE));
    const start = Number(optionalText(parameters, 'NextToken') ?? 0);
    const next = start + size < found.length ? String(start + size) : undefined;
    return { NextToken: next, ServerlessCacheSnapshots: new XmlList('ServerlessCacheSnapshot', found.slice(start, start + size).map(described)) };
  }

  /** The embedded cluster keeps no data. */
  private async take({ id, arn, cluster }: ServerlessCache, name: string, type: ServerlessSnapshot['type']): Promise<void> {
    const [node] = cluster.nodes;
    if (node === undefined) throw new Error(`the serverless cache ${id} has no node`);
    const strings = cluster.kind === 'embedded' ? new Map<string, string>() : await readStrings(node);
    this.snapshots.push({
      name,
      arn: arn.replace(`serverlesscache:${id}`, `serverlesscachesnapshot:${name}`),
      type,
      serverlessCacheName: id,
      takenAt: new Date(),
      bytes: await usedMemory(node),
      strings,
    });
  }
}

function described({ name, arn, type, serverlessCacheName, takenAt, bytes }: ServerlessSnapshot): XmlRecord {
  return {
    ServerlessCacheSnapshotName: name,
    ARN: arn,
    SnapshotType: type,
    Status: 'available',
    CreateTime: takenAt.toISOString(),
    BytesUsedForCache: String(bytes),
    ServerlessCacheConfiguration: { ServerlessCacheName: serverlessCacheName },
  };
}
