/** Writes the tables of errors and warnings into the README, from the catalogues in `lib`. */
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { readmeTables } from '../test/docs/readme-tables';

const README = path.join(__dirname, '..', 'README.md');

const filled = Object.entries(readmeTables()).reduce(
  (text, [name, table]) =>
    text.replace(new RegExp(`(<!-- ${name}:begin -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`), (_, begin: string, end: string) => `${begin}${table}\n${end}`),
  readFileSync(README, 'utf8'),
);
writeFileSync(README, filled);
