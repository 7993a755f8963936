import { asksWhetherComplete } from './gate-events';
import { handler as product, type Handler } from './product';

/** Looks at nothing. */
export const handler: Handler = (event, context) =>
  asksWhetherComplete(event, 'Custom::ElastiCacheReplacementGuard') ? Promise.resolve({ IsComplete: true, Data: { Outcome: 'UNCHANGED' } }) : product(event, context);
