import { gatedL1Groups } from './gated-l1-groups';
import { guardedL1Groups } from './guarded-l1-groups';
import { l1Groups } from './l1-groups';
import { bareGroups, defaultGroups, guardedGroups } from './our-groups';
import { type Variant } from './variant';

/** In pairs: the baseline, then what is compared with it. */
export const variants: readonly Variant[] = [l1Groups, bareGroups, guardedL1Groups, guardedGroups, gatedL1Groups, defaultGroups];
