import { type Colors } from 'picocolors/types';
import { inSeconds } from './duration';
import { type DeploymentOutcome, type DeploymentTitle, labelOf } from './rehearsal-view';
import { wrapWords } from './wrap-words';

/** Width of the first column, so that the lines of all deployments form a table. */
export const LABEL_WIDTH = 50;
const STATUS_WIDTH = 24;
const SECONDS_WIDTH = 7;
const BESIDE = '   ';
const BELOW = '    ';

/**
 * What stays of a deployment: `✔ flip: flip to ipv6   UPDATE_COMPLETE   18.3 s   remark`. A remark for which a terminal is too
 * narrow stands below, because the end of a longer line would not be seen.
 */
export function outcomeLine(title: DeploymentTitle, outcome: DeploymentOutcome, colors: Colors, columns = Infinity): string {
  const mark = outcome.asPlanned ? '✔' : '✘';
  const label = labelOf(title).padEnd(LABEL_WIDTH);
  const status = outcome.status.padEnd(STATUS_WIDTH);
  const seconds = inSeconds(outcome.elapsedMillis).padStart(SECONDS_WIDTH);
  const line = outcome.asPlanned
    ? `${colors.green(mark)} ${label} ${status} ${seconds}`
    : `${colors.red(mark)} ${label} ${colors.red(status)} ${seconds}`;
  if (outcome.remark === '') return line;
  const isBeside = `${mark} ${label} ${status} ${seconds}${BESIDE}${outcome.remark}`.length <= columns;
  if (isBeside) return `${line}${BESIDE}${colors.dim(outcome.remark)}`;
  return [line, ...wrapWords(outcome.remark, columns - BELOW.length).map((part) => `${BELOW}${colors.dim(part)}`)].join('\n');
}
