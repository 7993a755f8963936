import { type CloudFormation } from '../cloudformation/engine';
import { type DeploymentJournal } from './deployment-journal';

/** Everything that CloudFormation does goes into the journal of that moment. */
export function writeJournal({ events }: CloudFormation, journal: () => DeploymentJournal): void {
  events.on('stack-event', (event) => {
    journal().onStackEvent(event);
  });
  events.on('custom-resource-request', ({ request }) => {
    journal().onCustomResource(request.ResourceType);
  });
  events.on('custom-resource-answer', (answered) => {
    journal().onCustomResourceAnswer(answered);
  });
}
