import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the complete CDK apps are. */
export const EXAMPLES_FOLDER = join(__dirname, '..', '..', 'examples');

/** Names of all examples, in the order of the alphabet. */
export function exampleNames(): readonly string[] {
  return readdirSync(EXAMPLES_FOLDER)
    .filter((name) => existsSync(join(EXAMPLES_FOLDER, name, 'cdk.json')))
    .sort();
}
