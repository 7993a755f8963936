import { type AddressFamily } from '../topology/address-family';
import { type Demand, plainPropagation } from '../topology/demand';
import { Judge } from '../topology/judge';
import { mayBeThere } from '../topology/may-be-there';
import { type Member } from '../topology/observation';
import { askerFor } from './asker-for';
import { nodeAccess } from './node-access';
import { type ProbeConnection } from './probe-connection';
import { type ProbeResult } from './probe-result';
import { Roster } from './roster';
import { type WatchEvent } from './watch-event';
import { ViewQuestions } from './views/view-questions';
import { WatchLoop } from './watch-loop';

export interface WatchOptions {
  /** Every node of the group, as the API lists them. */
  readonly members: readonly Member[];
  readonly targetFamily: AddressFamily;
  /** What must be proven of every member. @default that it announces the family, in a group with cluster mode and without TLS */
  readonly demand?: Omit<Demand, 'targetFamily'> | undefined;
  /** How long to watch at most. */
  readonly budgetMillis: number;
  /** Pause between two looks at the members that are not there yet; longer where looking itself takes long. */
  readonly pollIntervalMillis: number;
  readonly connection?: ProbeConnection | undefined;
  /** Called after every sweep and every look. */
  readonly onSweep?: ((event: WatchEvent) => void) | undefined;
  /** Ends the watch early, with the last verdict. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Watches every member until each is proven to be on the target family (`open`, after two passing sweeps in a row), until it is
 * clear that waiting does not help (`refused`), or until the budget ends (`waiting`).
 *
 * Connections are kept open meanwhile and closed at the end. Never rejects because of a node.
 */
export async function watchMembers(options: WatchOptions): Promise<ProbeResult> {
  const { members, targetFamily, pollIntervalMillis } = options;
  const demand = { ...plainPropagation(targetFamily), ...options.demand };
  const judge = new Judge(demand);
  const nodes = members.filter(({ kind }) => kind !== 'endpoint');
  const questions = new ViewQuestions((listed) => mayBeThere(listed, demand, nodes.length));
  const access = nodeAccess(targetFamily, options.connection);
  const roster = new Roster(members.map((member) => askerFor(member, demand, access, questions)));
  const end = new AbortController();
  const budget = setTimeout(() => {
    end.abort();
  }, options.budgetMillis);
  const ended = options.signal ? AbortSignal.any([end.signal, options.signal]) : end.signal;
  try {
    const loop = new WatchLoop({
      roster,
      judge: (observation) => judge.judge(observation),
      pollIntervalMillis,
      ended,
      onEvent: options.onSweep,
    });
    const { verdict, sweeps } = await loop.run();
    return { verdict: judge.explain(verdict), sweeps, decidedAtMillis: Date.now() };
  } finally {
    clearTimeout(budget);
    roster.close();
  }
}
