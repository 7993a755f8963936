import { CustomResource } from 'aws-cdk-lib';
import { newProvider } from './asking-by-hand';
import { l1Groups } from './l1-groups';
import { type Variant } from './variant';

/** What a guard by hand would have to know of a group. */
export const GUARDED = {
  Wanted: { NetworkType: 'dual_stack', Engine: 'valkey', Port: 6379, AtRestEncryptionEnabled: true, NumNodeGroups: 1 },
  OnlineResharding: 'true',
  UpdateReplacePolicy: 'Snapshot',
};

/** The L1s by hand, and by hand too what it takes to ask something about each group before it is updated. */
export const guardedL1Groups: Variant = {
  name: 'guarded-l1',
  title: 'the same L1s and a custom resource each, by hand',
  write: (stack, groups) => {
    l1Groups.write(stack, groups);
    const { serviceToken } = newProvider(stack);
    for (let index = 0; index < groups; index += 1) {
      const properties = { GroupLogicalId: `Cache${index}`, ...GUARDED };
      new CustomResource(stack, `Guard${index}`, { serviceToken, resourceType: 'Custom::Guard', properties });
    }
  },
};
