/** The objects of all buckets; every bucket exists. */
export class ObjectStore {
  private readonly objects = new Map<string, Buffer>();

  public put(bucket: string, key: string, content: Buffer): void {
    this.objects.set(`${bucket}/${key}`, content);
  }

  public get(bucket: string, key: string): Buffer | undefined {
    return this.objects.get(`${bucket}/${key}`);
  }

  public delete(bucket: string, key: string): void {
    this.objects.delete(`${bucket}/${key}`);
  }

  /** Keys of one bucket that start with `prefix`, in order. */
  public keys(bucket: string, prefix = ''): readonly string[] {
    const start = `${bucket}/`;
    return [...this.objects.keys()].filter((name) => name.startsWith(start + prefix)).map((name) => name.slice(start.length)).sort();
  }

  /** What a URL of S3 points to, in path style (`s3.REGION.amazonaws.com/bucket/key`) or virtual-hosted style. */
  public at(url: string): Buffer | undefined {
    const { hostname, pathname } = new URL(url);
    const path = decodeURIComponent(pathname.slice(1));
    const bucketOfHost = /^(.+)\.s3[.-][^/]*amazonaws\.com$/.exec(hostname)?.[1];
    return this.objects.get(bucketOfHost === undefined ? path : `${bucketOfHost}/${path}`);
  }
}
