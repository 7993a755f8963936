import { type IsCompleteEvent } from './gate-event';
import { type GateFinding } from './gate-finding';
import { type GateKind } from './gate-kind';
import { type GateServices } from './gate-services';
import { type GateTimes } from './gate-times';
import { type StackPhase } from './stack-phase';

/** Namespace of the metrics of gates; those of the probe are in the same. */
const NAMESPACE = 'ElastiCacheDualStack';
const METRICS = [
  { Name: 'GateOpened', Unit: 'Count' },
  { Name: 'GateFailed', Unit: 'Count' },
  { Name: 'GateSecondsWaited', Unit: 'Seconds' },
];

/**
 * What the log says of one call of `isComplete`: a line for every look, and where a gate ends with a verdict, the metrics of its
 * kind in that line (embedded metric format). Nobody waited for a gate that is not judged, so it counts as neither.
 */
export class GateRecord {
  public constructor(
    private readonly kind: GateKind,
    private readonly event: IsCompleteEvent,
    private readonly times: GateTimes,
    private readonly services: GateServices,
  ) {}

  public found(phase: StackPhase, finding: GateFinding): void {
    this.write({
      stackStatus: phase.stackStatus,
      ...phase.trouble,
      finding: finding.kind,
      ...(finding.kind === 'open' ? { ...finding.attributes, reason: finding.remark, ...this.metrics('open') } : { reason: finding.reason }),
      secondsWaiting: this.secondsWaiting(),
      secondsLeft: Math.max(0, Math.round((this.times.deadline - this.services.now()) / 1000)),
    });
  }

  /** Whether no waiting helps, or the time is over. */
  public failed(finding: GateFinding): void {
    this.write({ failure: finding.kind === 'refused' ? 'refused' : 'deadline', secondsWaiting: this.secondsWaiting(), ...this.metrics('failed') });
  }

  public notJudged({ name, stackStatus }: StackPhase): void {
    this.write({
      stackStatus,
      outcome: 'NOT_JUDGED',
      reason: name === 'rolling-back' ? 'the stack rolls back: a gate must not block that' : 'the deployment is over: nobody waits for this gate',
    });
  }

  private write(entry: Parameters<GateServices['log']>[0]): void {
    const { kind, event } = this;
    this.services.log({ step: 'isComplete', gate: kind.name, resource: event.LogicalResourceId, ...kind.subject(event), ...entry });
  }

  private metrics(end: 'open' | 'failed'): Parameters<GateServices['log']>[0] {
    return {
      _aws: { Timestamp: this.services.now(), CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [['Gate']], Metrics: METRICS }] },
      Gate: this.kind.name,
      GateOpened: end === 'open' ? 1 : 0,
      GateFailed: end === 'open' ? 0 : 1,
      GateSecondsWaited: this.secondsWaiting(),
    };
  }

  private secondsWaiting(): number {
    return Math.max(0, Math.round((this.services.now() - this.times.startedAt) / 1000));
  }
}
