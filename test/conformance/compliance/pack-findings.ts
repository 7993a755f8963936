import { App, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { type ReplicationGroup } from '../../../lib';

/** The packs of cdk-nag that people run on their apps, by the names that they know. */
export const PACKS = {
  'AWS Solutions': AwsSolutionsChecks,
  HIPAA: HIPAASecurityChecks,
  'NIST 800-53 r4': NIST80053R4Checks,
  'NIST 800-53 r5': NIST80053R5Checks,
  'PCI DSS': PCIDSS321Checks,
} as const;

export type PackName = keyof typeof PACKS;

/** What a pack says of one resource. */
export interface PackFinding {
  readonly pack: PackName;
  /** Without the prefix of its pack, so that the same rule of several packs is one. */
  readonly rule: string;
  /** Construct path in the stack. */
  readonly path: string;
}

/** Everything that a pack finds in an app with one group. */
export function packFindings(pack: PackName, makeGroup: (stack: Stack) => ReplicationGroup): readonly PackFinding[] {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  makeGroup(stack);
  const { violations } = new PACKS[pack](app).validateScope(app);
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => ({ pack, rule: ruleName.replace(/^.*?-/, ''), path: constructPath.replace(/^Stack\//, '') })),
  );
}
