/** Removes what earlier builds left: `node scripts/clean.mjs`. What is no longer made would be published otherwise. */
import { rmSync } from 'node:fs';
import path from 'node:path';

rmSync(path.join(path.dirname(import.meta.dirname), 'build'), { recursive: true, force: true });
