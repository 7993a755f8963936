import { type Colors } from 'picocolors/types';
import { inSeconds } from './duration';
import { type DeploymentOutcome, type DeploymentTitle } from './rehearsal-view';

/** Width of the name column, so that the lines of all deployments form a table. */
export const NAME_WIDTH = 30;

/** The line that stays of a deployment: `✔ flip to ipv6   UPDATE_COMPLETE   18.3 s   remark`. */
export function outcomeLine(title: DeploymentTitle, outcome: DeploymentOutcome, colors: Colors): string {
  const mark = outcome.asPlanned ? colors.green('✔') : colors.red('✘');
  const status = outcome.status.padEnd(24);
  const seconds = inSeconds(outcome.elapsedMillis).padStart(7);
  const remark = outcome.remark === '' ? '' : `   ${colors.dim(outcome.remark)}`;
  return `${mark} ${title.name.padEnd(NAME_WIDTH)} ${outcome.asPlanned ? status : colors.red(status)} ${seconds}${remark}`;
}
