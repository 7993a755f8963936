import { type GateEvent, type IsCompleteEvent, type RawProperties } from './gate-event';
import { type GateFinding } from './gate-finding';
import { type GateTimes } from './gate-times';
import { type StackPhase } from './stack-phase';

/** As logs and metrics name the kind. */
export type GateKindName = 'propagation' | 'reachability' | 'condition' | 'guard';

/** How long a gate may wait, or everything for which it can not start, each as in `TimeoutSeconds is "x": must be ...`. */
export type WaitOfGate = { readonly ok: true; readonly millis: number } | { readonly ok: false; readonly problems: readonly string[] };

/** When a look takes place. */
export interface Moment {
  readonly times: GateTimes;
  readonly phase: StackPhase;
}

/**
 * What the gates of one kind do in their own way. `beginGate` and `runGate` do what is the same for all: life cycle, deadline,
 * rollback, log and metrics.
 */
export interface GateKind<Attributes extends object = object> {
  readonly name: GateKindName;
  /** As messages call it, and, with hyphens, physical ids: `propagation gate`. */
  readonly title: string;
  readonly waitOf: (raw: RawProperties) => WaitOfGate;
  /** What is known before anything was judged. Never rejects. */
  readonly prepare: (event: GateEvent) => Promise<Attributes>;
  /** What CloudFormation gets from a gate that ends without a verdict: every attribute, because it needs them. Never rejects. */
  readonly unjudged: (event: IsCompleteEvent, waitedMillis: number) => Promise<Attributes>;
  /** One look. Never rejects, and ends within 85 seconds: the function has 2 minutes, and if it timed out, that would fail the deployment. */
  readonly look: (event: IsCompleteEvent, moment: Moment) => Promise<GateFinding<Attributes>>;
  /** What the log says beside the finding; only what anybody may read. */
  readonly subject: (event: GateEvent) => Readonly<Record<string, string>>;
}
