import { type Colors } from 'picocolors/types';
import { inSeconds } from './duration';
import { type DeploymentOutcome, type DeploymentTitle, labelOf } from './rehearsal-view';

/** Width of the first column, so that the lines of all deployments form a table. */
export const LABEL_WIDTH = 38;

/** The line that stays of a deployment: `✔ flip: flip to ipv6   UPDATE_COMPLETE   18.3 s   remark`. */
export function outcomeLine(title: DeploymentTitle, outcome: DeploymentOutcome, colors: Colors): string {
  const mark = outcome.asPlanned ? colors.green('✔') : colors.red('✘');
  const status = outcome.status.padEnd(24);
  const seconds = inSeconds(outcome.elapsedMillis).padStart(7);
  const remark = outcome.remark === '' ? '' : `   ${colors.dim(outcome.remark)}`;
  return `${mark} ${labelOf(title).padEnd(LABEL_WIDTH)} ${outcome.asPlanned ? status : colors.red(status)} ${seconds}${remark}`;
}
