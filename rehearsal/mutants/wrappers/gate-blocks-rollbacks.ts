import { asksWhetherComplete } from './gate-events';
import { handler as product, type Handler } from './product';

interface Answer {
  readonly Data?: { readonly Outcome?: string };
}

/** Fails where a gate must say that it judges nothing: while the stack rolls back. */
export const handler: Handler = async (event, context) => {
  const answer = await product(event, context);
  const isRollback = asksWhetherComplete(event, 'Custom::ElastiCachePropagationGate') && (answer as Answer).Data?.Outcome === 'NOT_JUDGED';
  if (isRollback) throw new Error('the nodes are not there');
  return answer;
};
