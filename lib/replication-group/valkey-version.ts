import { parameterGroupFamilyOf } from '../private/parameter-group-family';

/**
 * A version of Valkey that ElastiCache offers.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export class ValkeyVersion {
  /** Valkey 7.2, the first version with dual stack and IPv6. */
  public static readonly V7_2 = ValkeyVersion.of('7.2');

  /** Valkey 8.0. */
  public static readonly V8_0 = ValkeyVersion.of('8.0');

  /** Valkey 8.1. */
  public static readonly V8_1 = ValkeyVersion.of('8.1');

  /** Valkey 8.2. */
  public static readonly V8_2 = ValkeyVersion.of('8.2');

  /** Valkey 9.0, the first version with durable writes. */
  public static readonly V9_0 = ValkeyVersion.of('9.0');

  /** Valkey 9.1. */
  public static readonly V9_1 = ValkeyVersion.of('9.1');

  /**
   * A version that is not in this list yet.
   *
   * @param version as ElastiCache spells it, `<major>.<minor>`
   * @param parameterGroupFamily family of its parameter groups; follows from the version unless that is a token
   * @throws CodedError `ParameterGroupFamilyUnknown` if the family is neither given nor derivable
   */
  public static of(version: string, parameterGroupFamily?: string): ValkeyVersion {
    return new ValkeyVersion(version, parameterGroupFamily ?? parameterGroupFamilyOf('valkey', version));
  }

  private constructor(
    /** As ElastiCache spells it: `EngineVersion`. */
    public readonly version: string,
    /** Family of its parameter groups: `CacheParameterGroupFamily`. */
    public readonly parameterGroupFamily: string,
  ) {}
}
