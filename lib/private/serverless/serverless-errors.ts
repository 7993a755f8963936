import { type CatalogueEntry } from '../error-catalogue';
import { OWN_SERVERLESS_RULES } from './serverless-rules';

export const SERVERLESS_CACHE_NEEDS_USERS: CatalogueEntry = {
  code: 'ServerlessCacheNeedsUsers',
  refuses: 'an AUTH token for a serverless cache',
};

/** Every error that only serverless caches have. */
export const SERVERLESS_ERRORS: readonly CatalogueEntry[] = [
  ...OWN_SERVERLESS_RULES.map(({ code, refuses }) => ({ code, refuses })),
  SERVERLESS_CACHE_NEEDS_USERS,
];
