import { type Fact, UNKNOWN } from '../fact';
import { type GroupFacts } from '../group-facts';

/** One thing that can be wrong with a replication group. */
export interface GroupRule {
  /** Stable, PascalCase: users write it into their tests and searches. */
  readonly code: string;
  /** What it refuses, for the error table in the README. */
  readonly refuses: string;
  /**
   * Looks at resources that others may still change until synthesis (an aspect that gives subnets an IPv6 range), so that
   * it alone is no reason to fail in the constructor.
   */
  readonly settledAtSynthesis?: true;
  /** The message, or nothing if all is well or not known: lowercase start, no final period, value, allowed, remedy. */
  readonly problem: (facts: GroupFacts) => string | undefined;
}

/** The value, if it is set and known. */
export function known<T>(fact: Fact<T>): T | undefined {
  return fact === UNKNOWN ? undefined : fact;
}

/** Whether the nodes have IPv6 addresses, `dual_stack` or `ipv6`. Without a network type a group is IPv4. */
export function wantsIpv6(facts: GroupFacts): boolean {
  return facts.networkType === 'dual_stack' || facts.networkType === 'ipv6';
}

/** Whether it is certain that the fact is a number outside of the whole numbers from `min` to `max`. */
export function isOutOfRange(fact: Fact<number>, min: number, max: number): fact is number {
  const value = known(fact);
  return value !== undefined && (!Number.isInteger(value) || value < min || value > max);
}
