import { type CatalogueEntry } from '../../private/error-catalogue';
import { type Problem } from '../../private/validation-error';
import { type Evidence } from '../evidence';

/** One thing that can be wrong with a gate. */
export interface GateRule<Facts> extends CatalogueEntry {
  /** The message, or nothing if all is well or not known: lowercase start, no final period, value, allowed, remedy. */
  readonly problem: (facts: Facts) => string | undefined;
}

/** What the author of a gate demands of a group. */
export interface GateDemand {
  /** `propagation`: the nodes announce the family, if they announce addresses at all. `reachability`: before they do. */
  readonly purpose: 'propagation' | 'reachability';
  /** `ipv4` or `ipv6`. */
  readonly targetFamily: string;
  readonly minimumEvidence: Evidence | undefined;
  readonly credentials: 'none' | 'secret' | 'iam';
}

/** What is known of the group behind the gate; `undefined` means not known, and is not judged. */
export interface GatedGroup extends GateDemand {
  /** `ipv4`, `ipv6` or `dual_stack`. */
  readonly networkType: string | undefined;
  /** `ipv4` or `ipv6`. */
  readonly ipDiscovery: string | undefined;
  /** In-transit encryption, in any mode. */
  readonly isEncrypted: boolean | undefined;
  readonly clusterMode: string | undefined;
  /** `valkey` or `redis`. */
  readonly engine: string | undefined;
  readonly engineVersion: string | undefined;
  readonly authentication: 'token' | 'users' | 'none' | undefined;
}

/** Everything that is wrong, in the order of the rules. */
export function problemsFor<Facts>(rules: readonly GateRule<Facts>[], facts: Facts): readonly Problem[] {
  return rules.flatMap(({ code, problem }) => {
    const message = problem(facts);
    return message === undefined ? [] : [{ code, message }];
  });
}
