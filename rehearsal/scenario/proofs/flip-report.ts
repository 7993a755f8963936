import { type DeploymentJournal } from '../deployment-journal';
import { type FlipReport } from '../report';
import { type ViewCompletion } from './truth-sampler';

/**
 * Sets the gate against the truth; nothing if the gate never opened, or a view never became complete.
 *
 * The last view is the one that was seen incomplete last: that moment is certain, the one of its first complete answer
 * may be late by the pause between two samples.
 */
export function flipReport(
  journal: DeploymentJournal,
  views: readonly ViewCompletion[],
  oneNodeSatisfiedAt: number | undefined,
): FlipReport | undefined {
  const { updateCompleteAt, openedAt } = journal;
  const last = views.reduce<ViewCompletion | undefined>(
    (latest, view) => (latest === undefined || view.incompleteUntil > latest.incompleteUntil ? view : latest),
    undefined,
  );
  const isComplete = views.every(({ completeFrom }) => completeFrom !== undefined);
  if (last?.completeFrom === undefined || !isComplete || openedAt === undefined || updateCompleteAt === undefined) {
    return undefined;
  }
  return {
    nodes: views.length,
    updateCompleteAt,
    lastViewCompleteAt: last.incompleteUntil,
    lastViewUncertaintyMs: last.completeFrom - last.incompleteUntil,
    gateOpenedAt: openedAt,
    openedAfterMs: openedAt - last.incompleteUntil,
    sweeps: journal.sweeps,
    // a check that was not even satisfied when the deployment ended was late by at least the gate's own delay
    oneNodeCheckEarlyByMs: last.incompleteUntil - (oneNodeSatisfiedAt ?? openedAt),
  };
}
