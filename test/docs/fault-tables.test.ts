import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultTables } from './fault-tables';

const CHAPTER = readFileSync(join(__dirname, '..', '..', 'docs', 'chapters', 'faults.md'), 'utf8');

// that the gate says so is what test/lambda/probe/faults sees, of real nodes
describe('the chapter on faults', () => {
  // `npm run docs:tables` writes it
  it.each(Object.entries(faultTables()))('lists all faults of "%s" that are tested, and no others', (name, table) => {
    const [, written] = new RegExp(`<!-- ${name}:begin -->\\n([\\s\\S]*?)\\n<!-- ${name}:end -->`).exec(CHAPTER) ?? [];
    expect(written).toBe(table);
  });
});
