import { PROPAGATION_GATE_RESOURCE_TYPE, REPLACEMENT_GUARD_RESOURCE_TYPE } from '../../lib/gates/contract';
import { type ProbeResult } from '../../lambda/probe/probe-result';
import { type CustomResourceAnswered } from '../cloudformation/custom-resource-events';
import { type StackEvent } from '../cloudformation/stack';

const REPLICATION_GROUP_TYPE = 'AWS::ElastiCache::ReplicationGroup';
const STACK_TYPE = 'AWS::CloudFormation::Stack';
/** CloudFormation gives this to what it stops because something else failed. */
const CANCELLED = /cancelled/i;

/** What happened in the offline AWS during one deployment, as far as the rehearsal wants to know. */
export class DeploymentJournal {
  /** The latest event, for people. */
  public latest = 'nothing yet: the CDK CLI is at work';
  /** How often CloudFormation called the gate. */
  public gateCalls = 0;
  /** How often CloudFormation called replacement guards. */
  public guardCalls = 0;
  /** What gates and guards answered to a creation or an update, such as `replacement guard NO_GROUP`, `propagation gate OPEN (ANSWERED)`. */
  public readonly answers: string[] = [];
  /** When the last of these came, milliseconds since the epoch. */
  public lastAnswerAt: number | undefined;
  /** The first reason of a failure. */
  public reason: string | undefined;
  /** Type of the resource that failed first. */
  public failedType: string | undefined;
  /** When CloudFormation first called the replication group's update complete. */
  public updateCompleteAt: number | undefined;
  /** Full passes of all invocations of the probe. */
  public sweeps = 0;
  /** When the probe reached its first `open` verdict. */
  public openedAt: number | undefined;
  private whenUpdateComplete: () => void = () => undefined;
  private readonly whenCalled = new Map<string, () => void>();

  /** Calls `then` when CloudFormation first calls the replication group's update complete. */
  public onceUpdateComplete(then: () => void): void {
    this.whenUpdateComplete = then;
  }

  /** Calls `then` when CloudFormation first calls a custom resource of this type. */
  public onceCalled(resourceType: string, then: () => void): void {
    this.whenCalled.set(resourceType, then);
  }

  public onStackEvent(event: StackEvent): void {
    const isStack = event.resourceType === STACK_TYPE;
    this.latest = `${event.status}  ${event.logicalId}${isStack ? '' : `  ${event.resourceType}`}`;
    if (event.resourceType === REPLICATION_GROUP_TYPE && event.status === 'UPDATE_COMPLETE' && this.updateCompleteAt === undefined) {
      this.updateCompleteAt = event.at.getTime();
      this.whenUpdateComplete();
    }
    if (!isStack && event.status.endsWith('_FAILED') && !CANCELLED.test(event.reason ?? '')) {
      this.failedType ??= event.resourceType;
      this.reason ??= event.reason;
    }
  }

  /** CloudFormation called a custom resource of this type. */
  public onCustomResource(resourceType: string): void {
    this.whenCalled.get(resourceType)?.();
    this.whenCalled.delete(resourceType);
    if (resourceType === PROPAGATION_GATE_RESOURCE_TYPE) {
      this.gateCalls += 1;
    } else if (resourceType === REPLACEMENT_GUARD_RESOURCE_TYPE) {
      this.guardCalls += 1;
    }
  }

  /** A custom resource answered. */
  public onCustomResourceAnswer({ request, outcome, data }: CustomResourceAnswered): void {
    const found = data?.['Outcome'];
    if (request.RequestType !== 'Delete' && outcome === 'SUCCESS' && typeof found === 'string') {
      this.lastAnswerAt = Date.now();
      const evidence = data?.['Evidence'];
      this.answers.push(`${shortName(request.ResourceType)} ${found}${typeof evidence === 'string' && evidence !== '' ? ` (${evidence})` : ''}`);
    }
  }

  /** Takes what the probe answered during the deployment, in order. */
  public onProbeResults(results: readonly ProbeResult[]): void {
    this.sweeps = results.reduce((sum, { sweeps }) => sum + sweeps, 0);
    this.openedAt = results.find(({ verdict }) => verdict.kind === 'open')?.decidedAtMillis;
  }
}

/** `Custom::ElastiCacheReplacementGuard` is a replacement guard. */
function shortName(resourceType: string): string {
  const words = resourceType.replace(/^Custom::(ElastiCache)?/, '').split(/(?=[A-Z])/);
  return words.join(' ').toLowerCase();
}
