import { type RedisVersion } from './redis-version';
import { type ValkeyVersion } from './valkey-version';

/**
 * The engine of a replication group and its version.
 *
 * A newer version of the same engine is an upgrade in place; an older one is refused by ElastiCache.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export class CacheEngine {
  /**
   * Valkey.
   *
   * @param version which version of it
   */
  public static valkey(version: ValkeyVersion): CacheEngine {
    return new CacheEngine('valkey', version.version, version.parameterGroupFamily);
  }

  /**
   * Redis OSS.
   *
   * @param version which version of it
   */
  public static redis(version: RedisVersion): CacheEngine {
    return new CacheEngine('redis', version.version, version.parameterGroupFamily);
  }

  /**
   * An engine that this library does not know.
   *
   * @param name as ElastiCache spells it: `Engine`
   * @param version as ElastiCache spells it: `EngineVersion`
   * @param parameterGroupFamily as ElastiCache spells it: `CacheParameterGroupFamily`, for example `valkey8`
   */
  public static of(name: string, version: string, parameterGroupFamily: string): CacheEngine {
    return new CacheEngine(name, version, parameterGroupFamily);
  }

  private constructor(
    /** Name of the engine, for example `valkey`: `Engine`. */
    public readonly name: string,
    /** Version of the engine, for example `8.1`: `EngineVersion`. */
    public readonly version: string,
    /** Family of the parameter groups that fit, for example `valkey8`: `CacheParameterGroupFamily`. */
    public readonly parameterGroupFamily: string,
  ) {}
}
