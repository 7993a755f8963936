import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { readmeTables } from './readme-tables';

const README = readFileSync(path.join(__dirname, '..', '..', 'README.md'), 'utf8');

describe('README', () => {
  // `npm run docs:tables` writes them
  it.each(Object.entries(readmeTables()))('lists all %s that synth can report, and no others', (name, table) => {
    const [, written] = new RegExp(`<!-- ${name}:begin -->\\n([\\s\\S]*?)\\n<!-- ${name}:end -->`).exec(README) ?? [];
    expect(written).toBe(table);
  });
});
