import { COMPLIANT_GROUPS } from './compliant-groups';
import { EXPLANATIONS } from './explanations';
import { type PackFinding, packFindings, PACKS, type PackName } from './pack-findings';

const PACK_NAMES = Object.keys(PACKS) as PackName[];

/** What every pack finds in every group. */
export function allFindings(): readonly PackFinding[] {
  return PACK_NAMES.flatMap((pack) => Object.values(COMPLIANT_GROUPS).flatMap((makeGroup) => packFindings(pack, makeGroup)));
}

/** The table of `docs/chapters/compliance.md`: each finding with its reason. */
export function complianceTable(findings: readonly PackFinding[]): string {
  const rows = EXPLANATIONS.map(({ rule, about, reason }) => {
    const packs = PACK_NAMES.filter((pack) => findings.some((finding) => finding.rule === rule && finding.pack === pack));
    return [`\`${rule}\``, packs.join(', '), about, reason];
  });
  return [['rule', 'pack', 'about', 'why, and what to do'], Array<string>(4).fill('---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
