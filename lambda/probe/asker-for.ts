import { type Demand, highestDemanded } from '../topology/demand';
import { type Member } from '../topology/observation';
import { type NodeAccess } from './node-access';
import { type NodeAsker } from './node-asker';
import { NodeConnection } from './node-connection';
import { PING, WHO_ARE_YOU } from './plain-questions';
import { RungAsker } from './rung-asker';
import { type ViewQuestions } from './views/view-questions';

/** Whoever finds out of one member what is demanded, and no more than that. */
export function askerFor(member: Member, demand: Demand, access: NodeAccess, questions: ViewQuestions): NodeAsker {
  const rung = highestDemanded(demand);
  if (rung !== 'ANSWERED') return new RungAsker(member, access, rung);
  if (!demand.clusterMode) return new NodeConnection(member, access, PING);
  return member.kind === 'endpoint' ? new NodeConnection(member, access, WHO_ARE_YOU) : new NodeConnection(member, access, questions);
}
