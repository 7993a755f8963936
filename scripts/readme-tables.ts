/** Writes the tables of the README and of the chapters that are made from code: `npm run docs:tables`. */
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { checkovTable } from '../test/conformance/compliance/checkov-explanations';
import { allFindings, complianceTable } from '../test/conformance/compliance/compliance-table';
import { controlTowerTable } from '../test/conformance/compliance/control-tower';
import { faultTables } from '../test/docs/fault-tables';
import { readmeTables } from '../test/docs/readme-tables';

const ROOT = path.join(__dirname, '..');

fill('README.md', readmeTables());
fill(path.join('docs', 'chapters', 'compliance.md'), { findings: complianceTable(allFindings()), controls: controlTowerTable(), checkov: checkovTable() });
fill(path.join('docs', 'chapters', 'faults.md'), faultTables());

/** Each table stands between comments with its name. */
function fill(file: string, tables: Readonly<Record<string, string>>): void {
  const before = readFileSync(path.join(ROOT, file), 'utf8');
  const filled = Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(new RegExp(`(<!-- ${name}:begin -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`), (_, begin: string, end: string) => `${begin}${table}\n${end}`),
    before,
  );
  writeFileSync(path.join(ROOT, file), filled);
}
