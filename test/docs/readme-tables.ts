import { GATE_ERRORS } from '../../lib/gates/private/gate-errors';
import { REPLACEMENT_GUARD_ERRORS } from '../../lib/gates/private/guard-errors';
import { REPLICATION_GROUP_ERRORS } from '../../lib/private/error-catalogue';
import { REPLICATION_GROUP_WARNINGS } from '../../lib/private/warning';

type Row = readonly [string, string];

/** The tables that the README must hold, in Markdown, by the name in their `begin` and `end` comments. */
export function readmeTables(): Readonly<Record<'errors' | 'warnings', string>> {
  return {
    errors: tableOf(
      ['code', 'refuses'],
      [...REPLICATION_GROUP_ERRORS, ...GATE_ERRORS, ...REPLACEMENT_GUARD_ERRORS].map(({ code, refuses }): Row => [`\`${code}\``, refuses]),
    ),
    warnings: tableOf(
      ['id', 'appears for'],
      REPLICATION_GROUP_WARNINGS.map(({ id, appears }): Row => [`\`${id}\``, appears]),
    ),
  };
}

function tableOf(head: Row, rows: readonly Row[]): string {
  const sorted = [...rows].sort(([left], [right]) => (left < right ? -1 : 1));
  return [head, ['---', '---'] as const, ...sorted].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
