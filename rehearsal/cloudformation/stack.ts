import { randomUUID } from 'node:crypto';
import { type ChangeSet } from './change-set';
import { NO_PARAMETERS, type ParameterValues } from './parameters';
import { type StackResource } from './stack-resource';
import { EMPTY_TEMPLATE, type Template } from './template';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** One line of a stack's history. */
export interface StackEvent {
  readonly eventId: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly resourceType: string;
  readonly status: string;
  readonly reason?: string;
  readonly clientRequestToken?: string;
  readonly at: Date;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** The template a stack stands at. */
export interface StackTemplate {
  readonly body: string;
  readonly template: Template;
  readonly parameters: ParameterValues;
}

/** What becomes of one resource, for `Stack.record`. */
export type ResourceEvent = Pick<StackEvent, 'logicalId' | 'physicalId' | 'resourceType' | 'status' | 'reason'>;

/** One stack and all that can be asked about it. */
export class Stack {
  public readonly id: string;
  public readonly createdAt = new Date();
  public readonly resources = new Map<string, StackResource>();
  public readonly changeSets = new Map<string, ChangeSet>();
  /** Newest first. */
  public readonly events: StackEvent[] = [];
  /** Names of the exports that its template imports. */
  public readonly imports = new Set<string>();
  public current: StackTemplate = { body: '{}', template: EMPTY_TEMPLATE, parameters: NO_PARAMETERS };
  public outputs: readonly StackOutput[] = [];
  public tags: readonly Tag[] = [];
  public terminationProtection = false;
  public updatedAt: Date | undefined;
  public deletedAt: Date | undefined;
  public clientRequestToken: string | undefined;
  /** The operation that runs; always fulfilled. */
  public running: Promise<void> = Promise.resolve();
  private currentStatus = 'REVIEW_IN_PROGRESS';
  private currentReason: string | undefined;

  public constructor(
    public readonly name: string,
    public readonly region: string,
    public readonly account: string,
    private readonly onEvent: (event: StackEvent) => void,
  ) {
    this.id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${randomUUID()}`;
  }

  public get status(): string {
    return this.currentStatus;
  }

  public get statusReason(): string | undefined {
    return this.currentReason;
  }

  /** An operation is running. */
  public get isBusy(): boolean {
    return this.currentStatus.endsWith('_IN_PROGRESS') && this.currentStatus !== 'REVIEW_IN_PROGRESS';
  }

  public get isDeleted(): boolean {
    return this.currentStatus === 'DELETE_COMPLETE';
  }

  public setStatus(status: string, reason?: string): void {
    this.currentStatus = status;
    this.currentReason = reason;
    this.record({
      logicalId: this.name,
      physicalId: this.id,
      resourceType: 'AWS::CloudFormation::Stack',
      status,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  /** Writes one line of history. */
  public record(what: ResourceEvent): void {
    const event: StackEvent = {
      ...what,
      eventId: randomUUID(),
      stackId: this.id,
      stackName: this.name,
      ...(this.clientRequestToken === undefined ? {} : { clientRequestToken: this.clientRequestToken }),
      at: new Date(),
    };
    this.events.unshift(event);
    this.onEvent(event);
  }
}
