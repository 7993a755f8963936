import { FAMILIES_BEFORE_NITRO, FAMILIES_WITH_DATA_TIERING, factsOfNodeType } from '../private/node-type-facts';

/**
 * The type of the nodes of a replication group: how much memory, CPU and network each of them has.
 *
 * Not every type exists in every region.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export class CacheNodeType {
  /** `cache.t3.micro`, 0.5 GiB: burstable, x86. */
  public static readonly T3_MICRO = CacheNodeType.of('cache.t3.micro');

  /** `cache.t3.small`, 1.37 GiB: burstable, x86. */
  public static readonly T3_SMALL = CacheNodeType.of('cache.t3.small');

  /** `cache.t3.medium`, 3.09 GiB: burstable, x86. */
  public static readonly T3_MEDIUM = CacheNodeType.of('cache.t3.medium');

  /** `cache.t4g.micro`, 0.5 GiB: burstable, Graviton2. */
  public static readonly T4G_MICRO = CacheNodeType.of('cache.t4g.micro');

  /** `cache.t4g.small`, 1.37 GiB: burstable, Graviton2. */
  public static readonly T4G_SMALL = CacheNodeType.of('cache.t4g.small');

  /** `cache.t4g.medium`, 3.09 GiB: burstable, Graviton2. */
  public static readonly T4G_MEDIUM = CacheNodeType.of('cache.t4g.medium');

  /** `cache.m5.large`, 6.38 GiB: general purpose, x86. */
  public static readonly M5_LARGE = CacheNodeType.of('cache.m5.large');

  /** `cache.m5.xlarge`, 12.93 GiB: general purpose, x86. */
  public static readonly M5_XLARGE = CacheNodeType.of('cache.m5.xlarge');

  /** `cache.m5.2xlarge`, 26.04 GiB: general purpose, x86. */
  public static readonly M5_2XLARGE = CacheNodeType.of('cache.m5.2xlarge');

  /** `cache.m5.4xlarge`, 52.26 GiB: general purpose, x86. */
  public static readonly M5_4XLARGE = CacheNodeType.of('cache.m5.4xlarge');

  /** `cache.m5.12xlarge`, 157.12 GiB: general purpose, x86. */
  public static readonly M5_12XLARGE = CacheNodeType.of('cache.m5.12xlarge');

  /** `cache.m5.24xlarge`, 314.32 GiB: general purpose, x86. */
  public static readonly M5_24XLARGE = CacheNodeType.of('cache.m5.24xlarge');

  /** `cache.m6g.large`, 6.38 GiB: general purpose, Graviton2. */
  public static readonly M6G_LARGE = CacheNodeType.of('cache.m6g.large');

  /** `cache.m6g.xlarge`, 12.93 GiB: general purpose, Graviton2. */
  public static readonly M6G_XLARGE = CacheNodeType.of('cache.m6g.xlarge');

  /** `cache.m6g.2xlarge`, 26.04 GiB: general purpose, Graviton2. */
  public static readonly M6G_2XLARGE = CacheNodeType.of('cache.m6g.2xlarge');

  /** `cache.m6g.4xlarge`, 52.26 GiB: general purpose, Graviton2. */
  public static readonly M6G_4XLARGE = CacheNodeType.of('cache.m6g.4xlarge');

  /** `cache.m6g.8xlarge`, 103.68 GiB: general purpose, Graviton2. */
  public static readonly M6G_8XLARGE = CacheNodeType.of('cache.m6g.8xlarge');

  /** `cache.m6g.12xlarge`, 157.12 GiB: general purpose, Graviton2. */
  public static readonly M6G_12XLARGE = CacheNodeType.of('cache.m6g.12xlarge');

  /** `cache.m6g.16xlarge`, 209.55 GiB: general purpose, Graviton2. */
  public static readonly M6G_16XLARGE = CacheNodeType.of('cache.m6g.16xlarge');

  /** `cache.m7g.large`, 6.38 GiB: general purpose, Graviton3. */
  public static readonly M7G_LARGE = CacheNodeType.of('cache.m7g.large');

  /** `cache.m7g.xlarge`, 12.93 GiB: general purpose, Graviton3. */
  public static readonly M7G_XLARGE = CacheNodeType.of('cache.m7g.xlarge');

  /** `cache.m7g.2xlarge`, 26.04 GiB: general purpose, Graviton3. */
  public static readonly M7G_2XLARGE = CacheNodeType.of('cache.m7g.2xlarge');

  /** `cache.m7g.4xlarge`, 52.26 GiB: general purpose, Graviton3. */
  public static readonly M7G_4XLARGE = CacheNodeType.of('cache.m7g.4xlarge');

  /** `cache.m7g.8xlarge`, 103.68 GiB: general purpose, Graviton3. */
  public static readonly M7G_8XLARGE = CacheNodeType.of('cache.m7g.8xlarge');

  /** `cache.m7g.12xlarge`, 157.12 GiB: general purpose, Graviton3. */
  public static readonly M7G_12XLARGE = CacheNodeType.of('cache.m7g.12xlarge');

  /** `cache.m7g.16xlarge`, 209.55 GiB: general purpose, Graviton3. */
  public static readonly M7G_16XLARGE = CacheNodeType.of('cache.m7g.16xlarge');

  /** `cache.m8g.large`, 6.79 GiB: general purpose, Graviton4, Valkey only. */
  public static readonly M8G_LARGE = CacheNodeType.of('cache.m8g.large');

  /** `cache.m8g.xlarge`, 14.18 GiB: general purpose, Graviton4, Valkey only. */
  public static readonly M8G_XLARGE = CacheNodeType.of('cache.m8g.xlarge');

  /** `cache.m8g.2xlarge`, 29.68 GiB: general purpose, Graviton4, Valkey only. */
  public static readonly M8G_2XLARGE = CacheNodeType.of('cache.m8g.2xlarge');

  /** `cache.m8g.4xlarge`, 61.33 GiB: general purpose, Graviton4, Valkey only. */
  public static readonly M8G_4XLARGE = CacheNodeType.of('cache.m8g.4xlarge');

  /** `cache.m8g.8xlarge`, 124.65 GiB: general purpose, Graviton4, Valkey only. */
  public static readonly M8G_8XLARGE = CacheNodeType.of('cache.m8g.8xlarge');

  /** `cache.m8g.12xlarge`, 187.96 GiB: general purpose, Graviton4, Valkey only. */
  public static readonly M8G_12XLARGE = CacheNodeType.of('cache.m8g.12xlarge');

  /** `cache.m8g.16xlarge`, 251.27 GiB: general purpose, Graviton4, Valkey only. */
  public static readonly M8G_16XLARGE = CacheNodeType.of('cache.m8g.16xlarge');

  /** `cache.r5.large`, 13.07 GiB: memory optimized, x86. */
  public static readonly R5_LARGE = CacheNodeType.of('cache.r5.large');

  /** `cache.r5.xlarge`, 26.32 GiB: memory optimized, x86. */
  public static readonly R5_XLARGE = CacheNodeType.of('cache.r5.xlarge');

  /** `cache.r5.2xlarge`, 52.82 GiB: memory optimized, x86. */
  public static readonly R5_2XLARGE = CacheNodeType.of('cache.r5.2xlarge');

  /** `cache.r5.4xlarge`, 105.81 GiB: memory optimized, x86. */
  public static readonly R5_4XLARGE = CacheNodeType.of('cache.r5.4xlarge');

  /** `cache.r5.12xlarge`, 317.77 GiB: memory optimized, x86. */
  public static readonly R5_12XLARGE = CacheNodeType.of('cache.r5.12xlarge');

  /** `cache.r5.24xlarge`, 635.61 GiB: memory optimized, x86. */
  public static readonly R5_24XLARGE = CacheNodeType.of('cache.r5.24xlarge');

  /** `cache.r6g.large`, 13.07 GiB: memory optimized, Graviton2. */
  public static readonly R6G_LARGE = CacheNodeType.of('cache.r6g.large');

  /** `cache.r6g.xlarge`, 26.32 GiB: memory optimized, Graviton2. */
  public static readonly R6G_XLARGE = CacheNodeType.of('cache.r6g.xlarge');

  /** `cache.r6g.2xlarge`, 52.82 GiB: memory optimized, Graviton2. */
  public static readonly R6G_2XLARGE = CacheNodeType.of('cache.r6g.2xlarge');

  /** `cache.r6g.4xlarge`, 105.81 GiB: memory optimized, Graviton2. */
  public static readonly R6G_4XLARGE = CacheNodeType.of('cache.r6g.4xlarge');

  /** `cache.r6g.8xlarge`, 209.55 GiB: memory optimized, Graviton2. */
  public static readonly R6G_8XLARGE = CacheNodeType.of('cache.r6g.8xlarge');

  /** `cache.r6g.12xlarge`, 317.77 GiB: memory optimized, Graviton2. */
  public static readonly R6G_12XLARGE = CacheNodeType.of('cache.r6g.12xlarge');

  /** `cache.r6g.16xlarge`, 419.09 GiB: memory optimized, Graviton2. */
  public static readonly R6G_16XLARGE = CacheNodeType.of('cache.r6g.16xlarge');

  /** `cache.r6gd.xlarge`, 26.32 GiB: memory optimized with data tiering, Graviton2. */
  public static readonly R6GD_XLARGE = CacheNodeType.of('cache.r6gd.xlarge');

  /** `cache.r6gd.2xlarge`, 52.82 GiB: memory optimized with data tiering, Graviton2. */
  public static readonly R6GD_2XLARGE = CacheNodeType.of('cache.r6gd.2xlarge');

  /** `cache.r6gd.4xlarge`, 105.81 GiB: memory optimized with data tiering, Graviton2. */
  public static readonly R6GD_4XLARGE = CacheNodeType.of('cache.r6gd.4xlarge');

  /** `cache.r6gd.8xlarge`, 209.55 GiB: memory optimized with data tiering, Graviton2. */
  public static readonly R6GD_8XLARGE = CacheNodeType.of('cache.r6gd.8xlarge');

  /** `cache.r6gd.12xlarge`, 317.77 GiB: memory optimized with data tiering, Graviton2. */
  public static readonly R6GD_12XLARGE = CacheNodeType.of('cache.r6gd.12xlarge');

  /** `cache.r6gd.16xlarge`, 419.09 GiB: memory optimized with data tiering, Graviton2. */
  public static readonly R6GD_16XLARGE = CacheNodeType.of('cache.r6gd.16xlarge');

  /** `cache.r7g.large`, 13.07 GiB: memory optimized, Graviton3. */
  public static readonly R7G_LARGE = CacheNodeType.of('cache.r7g.large');

  /** `cache.r7g.xlarge`, 26.32 GiB: memory optimized, Graviton3. */
  public static readonly R7G_XLARGE = CacheNodeType.of('cache.r7g.xlarge');

  /** `cache.r7g.2xlarge`, 52.82 GiB: memory optimized, Graviton3. */
  public static readonly R7G_2XLARGE = CacheNodeType.of('cache.r7g.2xlarge');

  /** `cache.r7g.4xlarge`, 105.81 GiB: memory optimized, Graviton3. */
  public static readonly R7G_4XLARGE = CacheNodeType.of('cache.r7g.4xlarge');

  /** `cache.r7g.8xlarge`, 209.55 GiB: memory optimized, Graviton3. */
  public static readonly R7G_8XLARGE = CacheNodeType.of('cache.r7g.8xlarge');

  /** `cache.r7g.12xlarge`, 317.77 GiB: memory optimized, Graviton3. */
  public static readonly R7G_12XLARGE = CacheNodeType.of('cache.r7g.12xlarge');

  /** `cache.r7g.16xlarge`, 419.09 GiB: memory optimized, Graviton3. */
  public static readonly R7G_16XLARGE = CacheNodeType.of('cache.r7g.16xlarge');

  /** `cache.r8g.large`, 14.18 GiB: memory optimized, Graviton4, Valkey only. */
  public static readonly R8G_LARGE = CacheNodeType.of('cache.r8g.large');

  /** `cache.r8g.xlarge`, 29.68 GiB: memory optimized, Graviton4, Valkey only. */
  public static readonly R8G_XLARGE = CacheNodeType.of('cache.r8g.xlarge');

  /** `cache.r8g.2xlarge`, 61.33 GiB: memory optimized, Graviton4, Valkey only. */
  public static readonly R8G_2XLARGE = CacheNodeType.of('cache.r8g.2xlarge');

  /** `cache.r8g.4xlarge`, 124.65 GiB: memory optimized, Graviton4, Valkey only. */
  public static readonly R8G_4XLARGE = CacheNodeType.of('cache.r8g.4xlarge');

  /** `cache.r8g.8xlarge`, 251.27 GiB: memory optimized, Graviton4, Valkey only. */
  public static readonly R8G_8XLARGE = CacheNodeType.of('cache.r8g.8xlarge');

  /** `cache.r8g.12xlarge`, 377.9 GiB: memory optimized, Graviton4, Valkey only. */
  public static readonly R8G_12XLARGE = CacheNodeType.of('cache.r8g.12xlarge');

  /** `cache.r8g.16xlarge`, 504.52 GiB: memory optimized, Graviton4, Valkey only. */
  public static readonly R8G_16XLARGE = CacheNodeType.of('cache.r8g.16xlarge');

  /** `cache.c7gn.large`, 3.09 GiB: network optimized, Graviton3. */
  public static readonly C7GN_LARGE = CacheNodeType.of('cache.c7gn.large');

  /** `cache.c7gn.xlarge`, 6.38 GiB: network optimized, Graviton3. */
  public static readonly C7GN_XLARGE = CacheNodeType.of('cache.c7gn.xlarge');

  /** `cache.c7gn.2xlarge`, 12.94 GiB: network optimized, Graviton3. */
  public static readonly C7GN_2XLARGE = CacheNodeType.of('cache.c7gn.2xlarge');

  /** `cache.c7gn.4xlarge`, 26.05 GiB: network optimized, Graviton3. */
  public static readonly C7GN_4XLARGE = CacheNodeType.of('cache.c7gn.4xlarge');

  /** `cache.c7gn.8xlarge`, 52.26 GiB: network optimized, Graviton3. */
  public static readonly C7GN_8XLARGE = CacheNodeType.of('cache.c7gn.8xlarge');

  /** `cache.c7gn.12xlarge`, 78.56 GiB: network optimized, Graviton3. */
  public static readonly C7GN_12XLARGE = CacheNodeType.of('cache.c7gn.12xlarge');

  /** `cache.c7gn.16xlarge`, 105.81 GiB: network optimized, Graviton3. */
  public static readonly C7GN_16XLARGE = CacheNodeType.of('cache.c7gn.16xlarge');

  /** `cache.c8gn.large`, 3.1 GiB: network optimized, Graviton4, Valkey only. */
  public static readonly C8GN_LARGE = CacheNodeType.of('cache.c8gn.large');

  /** `cache.c8gn.xlarge`, 6.79 GiB: network optimized, Graviton4, Valkey only. */
  public static readonly C8GN_XLARGE = CacheNodeType.of('cache.c8gn.xlarge');

  /** `cache.c8gn.2xlarge`, 14.18 GiB: network optimized, Graviton4, Valkey only. */
  public static readonly C8GN_2XLARGE = CacheNodeType.of('cache.c8gn.2xlarge');

  /** `cache.c8gn.4xlarge`, 29.68 GiB: network optimized, Graviton4, Valkey only. */
  public static readonly C8GN_4XLARGE = CacheNodeType.of('cache.c8gn.4xlarge');

  /** `cache.c8gn.8xlarge`, 61.33 GiB: network optimized, Graviton4, Valkey only. */
  public static readonly C8GN_8XLARGE = CacheNodeType.of('cache.c8gn.8xlarge');

  /** `cache.c8gn.12xlarge`, 92.99 GiB: network optimized, Graviton4, Valkey only. */
  public static readonly C8GN_12XLARGE = CacheNodeType.of('cache.c8gn.12xlarge');

  /** `cache.c8gn.16xlarge`, 124.65 GiB: network optimized, Graviton4, Valkey only. */
  public static readonly C8GN_16XLARGE = CacheNodeType.of('cache.c8gn.16xlarge');

  /**
   * A type by its name, also one that is not in this list.
   *
   * @param nodeType as ElastiCache spells it, with `cache.` in front, for example `cache.r7g.large`
   */
  public static of(nodeType: string): CacheNodeType {
    return new CacheNodeType(nodeType);
  }

  /** Family of the type, for example `r7g`. `undefined` if the name is a token or has another form. */
  public readonly family?: string;

  /** Size within the family, for example `large`. `undefined` if the name is a token or has another form. */
  public readonly size?: string;

  /** Memory for data of one node in GiB, as AWS lists it. `undefined` for types that this library does not know. */
  public readonly memoryGib?: number;

  /** Number of virtual CPUs of one node. `undefined` if it does not follow from the size. */
  public readonly vcpus?: number;

  /**
   * Whether the type is built on the Nitro system, without which there is no IPv6. `undefined` if the name is a token or has
   * another form. Families that this library does not know are taken for new ones, which are.
   */
  public readonly isNitro?: boolean;

  private constructor(
    /** As ElastiCache spells it: `CacheNodeType`. */
    public readonly nodeType: string,
  ) {
    const { family, size, memory, vcpus } = factsOfNodeType(nodeType);
    this.family = family;
    this.size = size;
    this.memoryGib = memory;
    this.vcpus = vcpus;
    this.isNitro = family === undefined ? undefined : !FAMILIES_BEFORE_NITRO.includes(family);
  }

  /** Whether nodes of this type move data that is rarely used to local SSDs: `DataTieringEnabled`. Only `r6gd` does. */
  public get hasDataTiering(): boolean {
    return this.family !== undefined && FAMILIES_WITH_DATA_TIERING.includes(this.family);
  }
}
