import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { type IConstruct } from 'constructs';
import { type CatalogueEntry } from './error-catalogue';
import { ReplicationGroupValidationError } from './validation-error';

export const HANDLER_BUNDLE_MISSING: CatalogueEntry = {
  code: 'HandlerBundleMissing',
  refuses: 'an installation without the bundled functions',
};

/** The functions that scripts/bundle.mjs bundles. */
export type HandlerName = 'gate' | 'probe' | 'auth-token-rotation';

/** `lib/private` and `build/private` lie equally deep, so this is the same folder from the sources and from the package. */
const BUNDLES = path.join(__dirname, '..', '..', 'build', 'lambda');

/**
 * The folder of a bundled handler, as an asset.
 *
 * @param scope where to report a missing bundle
 * @param name which handler
 * @param bundles the folder with all bundles
 */
export function handlerBundle(scope: IConstruct, name: HandlerName, bundles: string = BUNDLES): string {
  const folder = path.join(bundles, name);
  if (!existsSync(path.join(folder, 'index.js'))) {
    throw new ReplicationGroupValidationError(scope, [
      {
        code: HANDLER_BUNDLE_MISSING.code,
        message:
          `the bundled handler ${JSON.stringify(path.join(folder, 'index.js'))} does not exist: ` +
          'install the package again, or run "npm run build:bundles" in a checkout',
      },
    ]);
  }
  return folder;
}
