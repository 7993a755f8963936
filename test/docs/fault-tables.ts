import { type Fault, FAULTS } from '../lambda/probe/faults/fault-table';

const HEAD = ['fault', 'how far the node is climbed', 'what the gate says of it', 'then'];

/** The tables of `docs/chapters/faults.md`, by name. */
export function faultTables(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(FAULTS).map(([name, faults]) => [name, tableOf(Object.values(faults))]));
}

function tableOf(faults: readonly Fault[]): string {
  const rows = faults.map(({ fault, rungs, says, then }) => [fault, rungs, `\`${wordSays(says)}\``, wordThen(then)]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What the system or the server adds differs from case to case. */
function wordSays(says: string): string {
  return says.includes('(') && !says.includes(')') ? `${says} ...)`.replace('( ...', '(...') : says;
}

function wordThen(then: string): string {
  const [code, ...later] = then.split(' ');
  if (code === 'waits') return 'waits';
  return later.length > 0 ? `waits in the first two minutes of the gate, else refuses: \`${code}\`` : `refuses: \`${code}\``;
}
