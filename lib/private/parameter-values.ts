import { type Fact } from './fact';

/** What ElastiCache takes for a parameter. */
interface ValueRule {
  readonly isValid: (value: string) => boolean;
  /** In words, for messages. */
  readonly allowed: string;
}

const EVICTION_POLICIES = [
  'volatile-lru',
  'allkeys-lru',
  'volatile-lfu',
  'allkeys-lfu',
  'volatile-random',
  'allkeys-random',
  'volatile-ttl',
  'noeviction',
];
const SHORTEST_TIMEOUT = 20;

const YES_OR_NO = oneOf(['yes', 'no']);

/**
 * Parameters of Valkey and Redis OSS whose values are few and stay what they are. Nothing is said of any other, so that
 * parameters of the future pass.
 *
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html#ParameterGroups.Redis
 */
const VALUE_RULES: Readonly<Record<string, ValueRule>> = {
  'maxmemory-policy': oneOf(EVICTION_POLICIES),
  'reserved-memory-percent': wholeNumber('a whole number from 0 to 100', (value) => value <= 100),
  timeout: wholeNumber(`0, or ${SHORTEST_TIMEOUT} seconds or more`, (value) => value === 0 || value >= SHORTEST_TIMEOUT),
  'cluster-enabled': YES_OR_NO,
  'cluster-allow-reads-when-down': YES_OR_NO,
  'cluster-require-full-coverage': YES_OR_NO,
  activedefrag: YES_OR_NO,
  activerehashing: YES_OR_NO,
  'lazyfree-lazy-eviction': YES_OR_NO,
  'lazyfree-lazy-expire': YES_OR_NO,
  'lazyfree-lazy-server-del': YES_OR_NO,
  'lazyfree-lazy-user-del': YES_OR_NO,
  'replica-lazy-flush': YES_OR_NO,
};

/** What is wrong with the first value that is; what is only known during deployment is not judged. */
export function valueProblem(parameters: Readonly<Record<string, Fact<string>>>): string | undefined {
  for (const [name, value] of Object.entries(parameters)) {
    const rule = VALUE_RULES[name];
    if (rule !== undefined && typeof value === 'string' && !rule.isValid(value)) {
      return `parameter ${name} is ${JSON.stringify(value)} but must be ${rule.allowed}: change it, or leave it out`;
    }
  }
  return undefined;
}

function oneOf(values: readonly string[]): ValueRule {
  return { isValid: (value) => values.includes(value), allowed: `one of ${values.join(', ')}` };
}

function wholeNumber(allowed: string, isInRange: (value: number) => boolean): ValueRule {
  return { isValid: (value) => /^\d+$/.test(value) && isInRange(Number(value)), allowed };
}
