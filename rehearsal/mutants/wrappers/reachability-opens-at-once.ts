import { asksWhetherComplete } from './gate-events';
import { handler as product, type Handler } from './product';

const OPEN = { ReplicationGroupId: '', TargetFamily: 'ipv6', NodesTotal: '4', SecondsWaited: '0', Evidence: 'ANSWERED', Outcome: 'OPEN' };

/** Asks nobody before the group is changed. */
export const handler: Handler = (event, context) =>
  asksWhetherComplete(event, 'Custom::ElastiCacheReachabilityGate') ? Promise.resolve({ IsComplete: true, Data: OPEN }) : product(event, context);
