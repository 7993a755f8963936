/**
 * Writes down the logical ids that users have in their stacks: `npx tsx test/conformance/logical-ids/write.ts`. To be run when there
 * are new resources; when an id changed, only with a new major version, and with words on how to migrate.
 */
import { writeFileSync } from 'node:fs';
import { KNOWN_FILE, resourcesIn } from './known-resources';
import { representativeApp } from './representative-app';

writeFileSync(KNOWN_FILE, `${JSON.stringify(resourcesIn(representativeApp()), undefined, 1)}\n`);
