/**
 * The engine of a serverless cache and its major version. ElastiCache chooses the minor version.
 *
 * A newer version, and Valkey instead of Redis OSS, is an upgrade in place; there is no way back.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export class ServerlessCacheEngine {
  /** Valkey 7. */
  public static readonly VALKEY_7 = ServerlessCacheEngine.of('valkey', '7');

  /** Valkey 8. */
  public static readonly VALKEY_8 = ServerlessCacheEngine.of('valkey', '8');

  /** Valkey 9. */
  public static readonly VALKEY_9 = ServerlessCacheEngine.of('valkey', '9');

  /** Redis OSS 7. */
  public static readonly REDIS_7 = ServerlessCacheEngine.of('redis', '7');

  /**
   * An engine that is not in this list yet.
   *
   * @param name as ElastiCache spells it: `Engine`
   * @param majorVersion as ElastiCache spells it: `MajorEngineVersion`
   */
  public static of(name: string, majorVersion: string): ServerlessCacheEngine {
    return new ServerlessCacheEngine(name, majorVersion);
  }

  private constructor(
    /** Name of the engine, for example `valkey`: `Engine`. */
    public readonly name: string,
    /** Major version of the engine, for example `8`: `MajorEngineVersion`. */
    public readonly majorVersion: string,
  ) {}
}
