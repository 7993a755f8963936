import { type CatalogueEntry } from '../error-catalogue';

export const LOG_GROUP_OPTIONS_CONTRADICTORY: CatalogueEntry = {
  code: 'LogGroupOptionsContradictory',
  refuses: '`logGroup` together with `retention` or `removalPolicy`, which are for a log group that is made',
};
