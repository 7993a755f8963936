/**
 * The type of the nodes of a replication group: how much memory, CPU and network each of them has.
 *
 * Not every type exists in every region.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export class CacheNodeType {
  /** `cache.t3.micro`: burstable, x86. */
  public static readonly T3_MICRO = CacheNodeType.of('cache.t3.micro');

  /** `cache.t3.small`: burstable, x86. */
  public static readonly T3_SMALL = CacheNodeType.of('cache.t3.small');

  /** `cache.t3.medium`: burstable, x86. */
  public static readonly T3_MEDIUM = CacheNodeType.of('cache.t3.medium');

  /** `cache.t4g.micro`: burstable, Graviton. */
  public static readonly T4G_MICRO = CacheNodeType.of('cache.t4g.micro');

  /** `cache.t4g.small`: burstable, Graviton. */
  public static readonly T4G_SMALL = CacheNodeType.of('cache.t4g.small');

  /** `cache.t4g.medium`: burstable, Graviton. */
  public static readonly T4G_MEDIUM = CacheNodeType.of('cache.t4g.medium');

  /** `cache.m5.large`: general purpose, x86. */
  public static readonly M5_LARGE = CacheNodeType.of('cache.m5.large');

  /** `cache.m5.xlarge`: general purpose, x86. */
  public static readonly M5_XLARGE = CacheNodeType.of('cache.m5.xlarge');

  /** `cache.m5.2xlarge`: general purpose, x86. */
  public static readonly M5_2XLARGE = CacheNodeType.of('cache.m5.2xlarge');

  /** `cache.m5.4xlarge`: general purpose, x86. */
  public static readonly M5_4XLARGE = CacheNodeType.of('cache.m5.4xlarge');

  /** `cache.m5.12xlarge`: general purpose, x86. */
  public static readonly M5_12XLARGE = CacheNodeType.of('cache.m5.12xlarge');

  /** `cache.m5.24xlarge`: general purpose, x86. */
  public static readonly M5_24XLARGE = CacheNodeType.of('cache.m5.24xlarge');

  /** `cache.m6g.large`: general purpose, Graviton2. */
  public static readonly M6G_LARGE = CacheNodeType.of('cache.m6g.large');

  /** `cache.m6g.xlarge`: general purpose, Graviton2. */
  public static readonly M6G_XLARGE = CacheNodeType.of('cache.m6g.xlarge');

  /** `cache.m6g.2xlarge`: general purpose, Graviton2. */
  public static readonly M6G_2XLARGE = CacheNodeType.of('cache.m6g.2xlarge');

  /** `cache.m6g.4xlarge`: general purpose, Graviton2. */
  public static readonly M6G_4XLARGE = CacheNodeType.of('cache.m6g.4xlarge');

  /** `cache.m6g.8xlarge`: general purpose, Graviton2. */
  public static readonly M6G_8XLARGE = CacheNodeType.of('cache.m6g.8xlarge');

  /** `cache.m6g.12xlarge`: general purpose, Graviton2. */
  public static readonly M6G_12XLARGE = CacheNodeType.of('cache.m6g.12xlarge');

  /** `cache.m6g.16xlarge`: general purpose, Graviton2. */
  public static readonly M6G_16XLARGE = CacheNodeType.of('cache.m6g.16xlarge');

  /** `cache.m7g.large`: general purpose, Graviton3. */
  public static readonly M7G_LARGE = CacheNodeType.of('cache.m7g.large');

  /** `cache.m7g.xlarge`: general purpose, Graviton3. */
  public static readonly M7G_XLARGE = CacheNodeType.of('cache.m7g.xlarge');

  /** `cache.m7g.2xlarge`: general purpose, Graviton3. */
  public static readonly M7G_2XLARGE = CacheNodeType.of('cache.m7g.2xlarge');

  /** `cache.m7g.4xlarge`: general purpose, Graviton3. */
  public static readonly M7G_4XLARGE = CacheNodeType.of('cache.m7g.4xlarge');

  /** `cache.m7g.8xlarge`: general purpose, Graviton3. */
  public static readonly M7G_8XLARGE = CacheNodeType.of('cache.m7g.8xlarge');

  /** `cache.m7g.12xlarge`: general purpose, Graviton3. */
  public static readonly M7G_12XLARGE = CacheNodeType.of('cache.m7g.12xlarge');

  /** `cache.m7g.16xlarge`: general purpose, Graviton3. */
  public static readonly M7G_16XLARGE = CacheNodeType.of('cache.m7g.16xlarge');

  /** `cache.r5.large`: memory optimized, x86. */
  public static readonly R5_LARGE = CacheNodeType.of('cache.r5.large');

  /** `cache.r5.xlarge`: memory optimized, x86. */
  public static readonly R5_XLARGE = CacheNodeType.of('cache.r5.xlarge');

  /** `cache.r5.2xlarge`: memory optimized, x86. */
  public static readonly R5_2XLARGE = CacheNodeType.of('cache.r5.2xlarge');

  /** `cache.r5.4xlarge`: memory optimized, x86. */
  public static readonly R5_4XLARGE = CacheNodeType.of('cache.r5.4xlarge');

  /** `cache.r5.12xlarge`: memory optimized, x86. */
  public static readonly R5_12XLARGE = CacheNodeType.of('cache.r5.12xlarge');

  /** `cache.r5.24xlarge`: memory optimized, x86. */
  public static readonly R5_24XLARGE = CacheNodeType.of('cache.r5.24xlarge');

  /** `cache.r6g.large`: memory optimized, Graviton2. */
  public static readonly R6G_LARGE = CacheNodeType.of('cache.r6g.large');

  /** `cache.r6g.xlarge`: memory optimized, Graviton2. */
  public static readonly R6G_XLARGE = CacheNodeType.of('cache.r6g.xlarge');

  /** `cache.r6g.2xlarge`: memory optimized, Graviton2. */
  public static readonly R6G_2XLARGE = CacheNodeType.of('cache.r6g.2xlarge');

  /** `cache.r6g.4xlarge`: memory optimized, Graviton2. */
  public static readonly R6G_4XLARGE = CacheNodeType.of('cache.r6g.4xlarge');

  /** `cache.r6g.8xlarge`: memory optimized, Graviton2. */
  public static readonly R6G_8XLARGE = CacheNodeType.of('cache.r6g.8xlarge');

  /** `cache.r6g.12xlarge`: memory optimized, Graviton2. */
  public static readonly R6G_12XLARGE = CacheNodeType.of('cache.r6g.12xlarge');

  /** `cache.r6g.16xlarge`: memory optimized, Graviton2. */
  public static readonly R6G_16XLARGE = CacheNodeType.of('cache.r6g.16xlarge');

  /** `cache.r7g.large`: memory optimized, Graviton3. */
  public static readonly R7G_LARGE = CacheNodeType.of('cache.r7g.large');

  /** `cache.r7g.xlarge`: memory optimized, Graviton3. */
  public static readonly R7G_XLARGE = CacheNodeType.of('cache.r7g.xlarge');

  /** `cache.r7g.2xlarge`: memory optimized, Graviton3. */
  public static readonly R7G_2XLARGE = CacheNodeType.of('cache.r7g.2xlarge');

  /** `cache.r7g.4xlarge`: memory optimized, Graviton3. */
  public static readonly R7G_4XLARGE = CacheNodeType.of('cache.r7g.4xlarge');

  /** `cache.r7g.8xlarge`: memory optimized, Graviton3. */
  public static readonly R7G_8XLARGE = CacheNodeType.of('cache.r7g.8xlarge');

  /** `cache.r7g.12xlarge`: memory optimized, Graviton3. */
  public static readonly R7G_12XLARGE = CacheNodeType.of('cache.r7g.12xlarge');

  /** `cache.r7g.16xlarge`: memory optimized, Graviton3. */
  public static readonly R7G_16XLARGE = CacheNodeType.of('cache.r7g.16xlarge');

  /** `cache.c7gn.large`: network optimized, Graviton3. */
  public static readonly C7GN_LARGE = CacheNodeType.of('cache.c7gn.large');

  /** `cache.c7gn.xlarge`: network optimized, Graviton3. */
  public static readonly C7GN_XLARGE = CacheNodeType.of('cache.c7gn.xlarge');

  /** `cache.c7gn.2xlarge`: network optimized, Graviton3. */
  public static readonly C7GN_2XLARGE = CacheNodeType.of('cache.c7gn.2xlarge');

  /** `cache.c7gn.4xlarge`: network optimized, Graviton3. */
  public static readonly C7GN_4XLARGE = CacheNodeType.of('cache.c7gn.4xlarge');

  /** `cache.c7gn.8xlarge`: network optimized, Graviton3. */
  public static readonly C7GN_8XLARGE = CacheNodeType.of('cache.c7gn.8xlarge');

  /** `cache.c7gn.12xlarge`: network optimized, Graviton3. */
  public static readonly C7GN_12XLARGE = CacheNodeType.of('cache.c7gn.12xlarge');

  /** `cache.c7gn.16xlarge`: network optimized, Graviton3. */
  public static readonly C7GN_16XLARGE = CacheNodeType.of('cache.c7gn.16xlarge');

  /**
   * A type that is not in this list.
   *
   * @param nodeType as ElastiCache spells it, with `cache.` in front, for example `cache.r8g.large`
   */
  public static of(nodeType: string): CacheNodeType {
    return new CacheNodeType(nodeType);
  }

  private constructor(
    /** As ElastiCache spells it: `CacheNodeType`. */
    public readonly nodeType: string,
  ) {}
}
