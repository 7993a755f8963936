/** What is known of a node type, beyond its name. */
export interface NodeTypeFacts {
  /** For example `r7g`; `undefined` if the name is not `cache.<family>.<size>`. */
  readonly family: string | undefined;
  /** For example `large`. */
  readonly size: string | undefined;
  /** In GiB, as AWS lists it. */
  readonly memory: number | undefined;
  readonly vcpus: number | undefined;
}

type MemoryBySize = Readonly<Record<string, number>>;

const BURSTABLE: MemoryBySize = { micro: 0.5, small: 1.37, medium: 3.09 };
const GENERAL: MemoryBySize = {
  large: 6.38,
  xlarge: 12.93,
  '2xlarge': 26.04,
  '4xlarge': 52.26,
  '8xlarge': 103.68,
  '12xlarge': 157.12,
  '16xlarge': 209.55,
  '24xlarge': 314.32,
};
const MEMORY_OPTIMIZED: MemoryBySize = {
  large: 13.07,
  xlarge: 26.32,
  '2xlarge': 52.82,
  '4xlarge': 105.81,
  '8xlarge': 209.55,
  '12xlarge': 317.77,
  '16xlarge': 419.09,
  '24xlarge': 635.61,
};

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html, column "Memory (GiB)". */
const MEMORY: Readonly<Record<string, MemoryBySize>> = {
  t3: BURSTABLE,
  t4g: BURSTABLE,
  m5: GENERAL,
  m6g: GENERAL,
  m7g: GENERAL,
  m8g: sizes(6.79, 14.18, 29.68, 61.33, 124.65, 187.96, 251.27),
  r5: MEMORY_OPTIMIZED,
  r6g: MEMORY_OPTIMIZED,
  r6gd: MEMORY_OPTIMIZED,
  r7g: MEMORY_OPTIMIZED,
  r8g: sizes(14.18, 29.68, 61.33, 124.65, 251.27, 377.9, 504.52),
  c7gn: sizes(3.09, 6.38, 12.94, 26.05, 52.26, 78.56, 105.81),
  c8gn: sizes(3.1, 6.79, 14.18, 29.68, 61.33, 92.99, 124.65),
};

/**
 * Node families that are not built on the Nitro system, which IPv6 needs. The ones to refuse are listed rather than the ones
 * to allow, so that families of the future pass.
 */
export const FAMILIES_BEFORE_NITRO: readonly string[] = ['t1', 't2', 'm1', 'm2', 'm3', 'm4', 'r3', 'r4', 'c1'];

/** Families with local SSDs, to which data that is rarely used moves. */
export const FAMILIES_WITH_DATA_TIERING: readonly string[] = ['r6gd'];

/** Families that run Valkey and not Redis OSS. */
export const FAMILIES_OF_VALKEY: readonly string[] = ['m8g', 'r8g', 'c8gn'];

/** Facts that follow from the name of a node type, which may be a token. */
export function factsOfNodeType(nodeType: string): NodeTypeFacts {
  const [, family, size] = /^cache\.([a-z0-9-]+)\.([a-z0-9]+)$/.exec(nodeType) ?? [];
  return {
    family,
    size,
    memory: family === undefined || size === undefined ? undefined : MEMORY[family]?.[size],
    vcpus: size === undefined ? undefined : vcpusOf(size),
  };
}

/** 2 up to `large`, then 4 for each `xlarge`, in every family that AWS offers today. */
function vcpusOf(size: string): number | undefined {
  if (['micro', 'small', 'medium', 'large'].includes(size)) {
    return 2;
  }
  const multiple = /^(\d*)xlarge$/.exec(size)?.[1];
  return multiple === undefined ? undefined : 4 * Number(multiple === '' ? 1 : multiple);
}

function sizes(large: number, xlarge: number, x2: number, x4: number, x8: number, x12: number, x16: number): MemoryBySize {
  return { large, xlarge, '2xlarge': x2, '4xlarge': x4, '8xlarge': x8, '12xlarge': x12, '16xlarge': x16 };
}
