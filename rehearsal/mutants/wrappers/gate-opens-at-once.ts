import { asksWhetherComplete } from './gate-events';
import { handler as product, type Handler } from './product';

/** Asks nobody. */
export const handler: Handler = (event, context) =>
  asksWhetherComplete(event, 'Custom::ElastiCachePropagationGate') ? Promise.resolve({ IsComplete: true, Data: { Outcome: 'OPEN' } }) : product(event, context);
