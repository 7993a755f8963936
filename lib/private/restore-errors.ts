import { type CatalogueEntry } from './error-catalogue';

export const RESTORE_SOURCE_EMPTY: CatalogueEntry = {
  code: 'RestoreSourceEmpty',
  refuses: '`RestoreFrom.s3()` without a file',
};
