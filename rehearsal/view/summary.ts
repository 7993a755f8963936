import Table from 'cli-table3';
import { type Colors } from 'picocolors/types';
import { type DeploymentReport, type FlipReport, type RefusalReport, type RehearsalReport } from '../scenario/report';
import { inSeconds } from './duration';
import { labelOf } from './rehearsal-view';

/** What CloudFormation puts before the words of a custom resource. */
const CLOUDFORMATION_PREFIX = /^Received response status \[FAILED\] from custom resource\. Message returned: /;

/** Wide enough for a sentence, narrow enough that the table fits a wide terminal. */
const PROVEN_WIDTH = 56;

/** Below that, a narrow terminal breaks the rows. */
const LEAST_PROVEN_WIDTH = 26;

/** Borders, the spaces around the texts, and the column of the seconds. */
const TAKEN_WIDTH = 18;

/** What every refusal of a replacement says; the whole of the first one is shown. */
const REFUSAL = 'GroupWouldBeReplaced';

/** What a person reads at the end: the deployments, the flip, a refusal, and the verdict; in so many columns, if it is a terminal. */
export function summary(report: RehearsalReport, colors: Colors, columns = Infinity): string {
  const flip = report.flip === undefined ? [] : [flipTable(report.flip, colors), ''];
  const reasons = report.deployments.flatMap((deployment) => fullReason(deployment, colors));
  const refusal = report.refusals.slice(0, 1).flatMap((first) => fullRefusal(first, colors));
  return [deploymentTable(report.deployments, colors, columns), '', ...reasons, ...refusal, ...flip, conclusion(report, colors), ''].join('\n');
}

/** The deployments of a scenario below its name. */
function deploymentTable(deployments: readonly DeploymentReport[], colors: Colors, columns: number): string {
  const table = new Table({
    head: ['deployment', 'stack', 'seconds', 'proven'],
    colAligns: ['left', 'left', 'right', 'left'],
    colWidths: [null, null, null, provenWidth(deployments, columns)],
    wordWrap: true,
    style: styleOf(colors),
  });
  for (const heading of new Set(deployments.map(({ scenario }) => scenario))) {
    table.push([{ colSpan: 4, content: colors.bold(heading) }]);
    for (const { name, status, seconds, reason = '', proven } of deployments.filter(({ scenario }) => scenario === heading)) {
      table.push([`  ${name}`, status, seconds.toFixed(1), proven === '' ? firstLine(reason) : proven]);
    }
  }
  return table.toString();
}

function provenWidth(deployments: readonly DeploymentReport[], columns: number): number {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
  const others = widest(['deployment', ...deployments.map(({ name }) => `  ${name}`)]) + widest(['stack', ...deployments.map(({ status }) => status)]) + TAKEN_WIDTH;
  return Math.max(LEAST_PROVEN_WIDTH, Math.min(PROVEN_WIDTH, columns - others));
}

/** A table would cut the names of the nodes, so the whole text stands below it. */
function fullReason({ scenario, name, reason = REFUSAL }: DeploymentReport, colors: Colors): readonly string[] {
  const heading = colors.bold(`what CloudFormation says of "${labelOf({ scenario, name })}":`);
  return reason.includes(REFUSAL) ? [] : [heading, ...indented(reason), ''];
}

function fullRefusal({ stack, message, nodes, keys, checksum }: RefusalReport, colors: Colors): readonly string[] {
  const kept = keys === 0 ? '' : `; ${keys} keys on ${nodes === 1 ? '1 node' : `${nodes} nodes`} as before (SHA-256 ${checksum.slice(0, 16)}...)`;
  return [colors.bold(`what the CDK CLI says of the naive edit of ${stack}${kept}:`), ...indented(message), ''];
}

const indented = (text: string): readonly string[] => text.split('\n').map((line) => `  ${line}`);

function firstLine(reason: string): string {
  return reason.replace(CLOUDFORMATION_PREFIX, '').split('\n')[0] ?? '';
}

function flipTable(flip: FlipReport, colors: Colors): string {
  const table = new Table({ head: [`flip of ${flip.nodes} nodes to ipv6`, 'when'], style: styleOf(colors) });
  const after = (at: number): string => `+ ${((at - flip.updateCompleteAt) / 1000).toFixed(3)} s`;
  table.push(
    ['CloudFormation called the update complete', '0'],
    ["the last node's own view was complete", after(flip.lastViewCompleteAt)],
    ['the gate opened', `${after(flip.gateOpenedAt)}   (${flip.openedAfterMs} ms later, ${flip.sweeps} sweeps)`],
    ['a check of one node each second would have opened', oneNodeVerdict(flip, colors)],
  );
  return table.toString();
}

function oneNodeVerdict({ oneNodeCheckEarlyByMs: early }: FlipReport, colors: Colors): string {
  return early > 0 ? colors.yellow(`${inSeconds(early)} too early`) : `${inSeconds(-early)} later: not early this time`;
}

function conclusion(report: RehearsalReport, colors: Colors): string {
  const total = `${report.totalSeconds.toFixed(0)} s in all`;
  if (report.deviations.length === 0) {
    return colors.green(`✔ all ${report.deployments.length} deployments went as planned, ${total}`);
  }
  const list = report.deviations.map((deviation) => `  - ${deviation}`);
  return [colors.red(`✘ not as planned, ${total}:`), ...list].join('\n');
}

function styleOf(colors: Colors): { head: string[]; border: string[]; compact: boolean } {
  return { compact: true, ...(colors.isColorSupported ? { head: ['bold'], border: ['gray'] } : { head: [], border: [] }) };
}
