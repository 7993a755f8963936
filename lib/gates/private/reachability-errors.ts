import { type CatalogueEntry } from '../../private/error-catalogue';

export const REACHABILITY_GATE_IN_OTHER_STACK: CatalogueEntry = {
  code: 'ReachabilityGateInOtherStack',
  refuses: 'a reachability gate in another stack than its group, if the app defines that',
};
