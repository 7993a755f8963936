import { parameterGroupFamilyOf } from '../private/parameter-group-family';

/**
 * A version of Redis OSS that ElastiCache offers.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export class RedisVersion {
  /** Redis OSS 4.0.10, IPv4 only. Past its end of life: AWS charges for extended support. */
  public static readonly V4_0_10 = RedisVersion.of('4.0.10');

  /** Redis OSS 5.0.6, IPv4 only. Past its end of life: AWS charges for extended support. */
  public static readonly V5_0_6 = RedisVersion.of('5.0.6');

  /** Redis OSS 6.0, IPv4 only, the first version with user groups. */
  public static readonly V6_0 = RedisVersion.of('6.0');

  /** Redis OSS 6.2, the first version with dual stack and IPv6. Knows only required or no in-transit encryption. */
  public static readonly V6_2 = RedisVersion.of('6.2');

  /** Redis OSS 7.0. */
  public static readonly V7_0 = RedisVersion.of('7.0');

  /** Redis OSS 7.1, the last version of Redis OSS. */
  public static readonly V7_1 = RedisVersion.of('7.1');

  /**
   * A version that is not in this list.
   *
   * @param version as ElastiCache spells it: `<major>.<minor>`, up to version 5 `<major>.<minor>.<patch>`
   * @param parameterGroupFamily family of its parameter groups; follows from the version unless that is a token
   * @throws CodedError `ParameterGroupFamilyUnknown` if the family is neither given nor derivable
   */
  public static of(version: string, parameterGroupFamily?: string): RedisVersion {
    return new RedisVersion(version, parameterGroupFamily ?? parameterGroupFamilyOf('redis', version));
  }

  private constructor(
    /** As ElastiCache spells it: `EngineVersion`. */
    public readonly version: string,
    /** Family of its parameter groups: `CacheParameterGroupFamily`. */
    public readonly parameterGroupFamily: string,
  ) {}
}
