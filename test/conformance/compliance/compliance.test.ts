import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allFindings, complianceTable } from './compliance-table';
import { COMPLIANT_GROUPS } from './compliant-groups';
import { EXPLANATIONS } from './explanations';
import { packFindings } from './pack-findings';

const CHAPTER = readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'chapters', 'compliance.md'), 'utf8');

describe('packs of rules (cdk-nag)', () => {
  const findings = allFindings();

  it('AWS Solutions: finds nothing in the default group', () => {
    const makeGroup = COMPLIANT_GROUPS['the default group'];
    expect(makeGroup && packFindings('AWS Solutions', makeGroup)).toEqual([]);
  });

  it('find nothing that is not explained', () => {
    const unexplained = findings.filter(({ rule, path: at }) => !EXPLANATIONS.some((each) => each.rule === rule && each.path.test(at)));
    expect(unexplained).toEqual([]);
  });

  it('find everything that is explained', () => {
    const useless = EXPLANATIONS.filter((each) => !findings.some(({ rule, path: at }) => each.rule === rule && each.path.test(at)));
    expect(useless.map(({ rule }) => rule)).toEqual([]);
  });

  // `npm run docs:tables` writes it
  it('are explained in the chapter on compliance', () => {
    const [, written] = /<!-- findings:begin -->\n([\s\S]*?)\n<!-- findings:end -->/.exec(CHAPTER) ?? [];
    expect(written).toBe(complianceTable(findings));
  });
});
