import { type GroupFacts } from '../group-facts';
import { type Problem } from '../validation-error';
import { AUTHENTICATION_RULES } from './authentication-rules';
import { AVAILABILITY_RULES } from './availability-rules';
import { DURABILITY_RULES } from './durability-rules';
import { ENCRYPTION_RULES } from './encryption-rules';
import { ENGINE_RULES } from './engine-rules';
import { type GroupRule } from './group-rule';
import { LOG_RULES } from './log-rules';
import { NETWORK_RULES } from './network-rules';
import { NODE_GROUP_RULES } from './node-group-rules';
import { NOTIFICATION_RULES } from './notification-rules';
import { PARAMETER_RULES } from './parameter-rules';
import { SIZE_RULES } from './size-rules';
import { SNAPSHOT_RULES } from './snapshot-rules';
import { WINDOW_RULES } from './window-rules';
import { ZONE_RULES } from './zone-rules';

/** Every rule for replication groups, in the order in which problems are reported. */
export const GROUP_RULES: readonly GroupRule[] = [
  ...NETWORK_RULES,
  ...ENGINE_RULES,
  ...ENCRYPTION_RULES,
  ...AUTHENTICATION_RULES,
  ...SIZE_RULES,
  ...NODE_GROUP_RULES,
  ...ZONE_RULES,
  ...AVAILABILITY_RULES,
  ...DURABILITY_RULES,
  ...PARAMETER_RULES,
  ...SNAPSHOT_RULES,
  ...WINDOW_RULES,
  ...LOG_RULES,
  ...NOTIFICATION_RULES,
];

/** Everything that is wrong with the group, for any of the rules. */
export function problemsOf(facts: GroupFacts, rules: readonly GroupRule[] = GROUP_RULES): readonly Problem[] {
  return rules.flatMap(({ code, problem }) => {
    const message = problem(facts);
    return message === undefined ? [] : [{ code, message }];
  });
}
