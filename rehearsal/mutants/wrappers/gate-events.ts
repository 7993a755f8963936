/** What wrappers of the gate look at in the events of the provider framework. */
export interface WatchedEvent {
  readonly RequestType: string;
  readonly ResourceType: string;
  /** Only when the framework asks whether the resource is complete. */
  readonly NextStep?: unknown;
}

/** Whether the framework asks if a gate of this type is complete, after a creation or an update. */
export function asksWhetherComplete(event: unknown, resourceType: string): boolean {
  const { RequestType, ResourceType, NextStep } = event as WatchedEvent;
  return ResourceType === resourceType && RequestType !== 'Delete' && NextStep !== undefined;
}
