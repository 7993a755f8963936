import { CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { type Fact, UNKNOWN } from '../fact';
import { stringFact } from '../fact-readers';
import { referenceTarget } from '../reference-target';

/** The engine of the first of the user groups, if the app knows it: `valkey` or `redis`. */
export function userGroupEngine(userGroupIds: readonly string[] | undefined): Fact<string> {
  if (userGroupIds === undefined) {
    return undefined;
  }
  const userGroup = referenceTarget(userGroupIds[0]);
  return CfnUserGroup.isCfnUserGroup(userGroup) ? stringFact(userGroup.engine) : UNKNOWN;
}
