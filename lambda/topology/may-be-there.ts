import { type Demand } from './demand';
import { type Membership } from './membership';
import { serves, viewRuleOf } from './view-rule';

/**
 * Whether CLUSTER NODES of one member leaves it open that its view is complete: as many nodes as expected, each of them well
 * and, where addresses tell it, on the target family. Cheap to say, and never the last word.
 */
export function mayBeThere({ nodes }: Membership, demand: Demand, expected: number): boolean {
  const rule = viewRuleOf(demand);
  const judgesFamily = rule.family !== undefined && !rule.names;
  if (nodes.size !== expected) return false;
  for (const { health, endpoint } of nodes.values()) {
    if (health !== 'online' || (judgesFamily && !serves(endpoint, rule))) return false;
  }
  return true;
}
