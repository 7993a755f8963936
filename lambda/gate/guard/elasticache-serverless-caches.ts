import { types } from 'node:util';
import {
  DescribeServerlessCachesCommand,
  type ElastiCacheClient,
  paginateDescribeServerlessCacheSnapshots,
  type ServerlessCache,
  type ServerlessCacheSnapshot,
} from '@aws-sdk/client-elasticache';
import { byteSize } from './byte-size';
import { type LastSnapshot, type LiveCacheReader, type LiveServerlessCache } from './live-cache';

/** Needs `elasticache:DescribeServerlessCaches` and, to say more, `DescribeServerlessCacheSnapshots`. */
export class ElastiCacheServerlessCaches implements LiveCacheReader<LiveServerlessCache> {
  public constructor(private readonly client: ElastiCacheClient) {}

  public async describe(serverlessCacheName: string): Promise<LiveServerlessCache | undefined> {
    const cache = await this.cacheOf(serverlessCacheName);
    return (
      cache && {
        serverlessCacheName: cache.ServerlessCacheName ?? serverlessCacheName,
        status: cache.Status ?? 'unknown',
        engine: engineOf(cache),
        properties: propertiesOf(cache),
      }
    );
  }

  public async lastSnapshot(serverlessCacheName: string): Promise<LastSnapshot | undefined> {
    const complete: ServerlessCacheSnapshot[] = [];
    // in no order that is documented
    for await (const { ServerlessCacheSnapshots = [] } of paginateDescribeServerlessCacheSnapshots(
      { client: this.client },
      { ServerlessCacheName: serverlessCacheName },
    )) {
      complete.push(...ServerlessCacheSnapshots.filter(({ Status }) => Status?.toLowerCase() === 'available'));
    }
    const newest = complete.sort((a, b) => (b.CreateTime?.getTime() ?? 0) - (a.CreateTime?.getTime() ?? 0))[0];
    return newest && { name: newest.ServerlessCacheSnapshotName ?? '', createdAt: newest.CreateTime, sizes: sizesOf(newest) };
  }

  private async cacheOf(serverlessCacheName: string): Promise<ServerlessCache | undefined> {
    try {
      const { ServerlessCaches } = await this.client.send(new DescribeServerlessCachesCommand({ ServerlessCacheName: serverlessCacheName }));
      const cache = ServerlessCaches?.[0];
      if (!cache) throw new Error(`the API lists no serverless cache "${serverlessCacheName}"`);
      return cache;
    } catch (error) {
      if (types.isNativeError(error) && error.name.startsWith('ServerlessCacheNotFound')) return undefined;
      throw error;
    }
  }
}

function propertiesOf(cache: ServerlessCache): LiveServerlessCache['properties'] {
  const known: Readonly<Record<string, string | undefined>> = {
    ServerlessCacheName: cache.ServerlessCacheName,
    NetworkType: cache.NetworkType,
    KmsKeyId: cache.KmsKeyId ?? (cache.StorageEncryptionType === 'sse-elasticache' ? 'a key of ElastiCache' : undefined),
    SubnetIds: cache.SubnetIds?.length ? JSON.stringify(cache.SubnetIds) : undefined,
  };
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => !!entry[1]));
}

/** `valkey 8.1`. While the cache is made its full version is `unknown`; it may begin with the name. */
function engineOf({ Engine = '', FullEngineVersion, MajorEngineVersion = '' }: ServerlessCache): string {
  const version = FullEngineVersion === undefined || FullEngineVersion === 'unknown' ? MajorEngineVersion : FullEngineVersion;
  return version.startsWith(Engine) ? version : [Engine, version].filter(Boolean).join(' ');
}

/** Bytes, as text. */
function sizesOf({ BytesUsedForCache: bytes = '' }: ServerlessCacheSnapshot): readonly string[] {
  return bytes === '' ? [] : [/^\d+$/.test(bytes) ? byteSize(Number(bytes)) : bytes];
}
