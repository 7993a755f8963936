import { type ExportRegistry } from './exports';
import { type ResourceContext, type ResourceProvider } from './resource-provider';
import { type Stack } from './stack';

/** What every operation of the engine works with. */
export interface Environment {
  readonly region: string;
  readonly account: string;
  readonly exports: ExportRegistry;
  /** Aborted, with `EngineClosed`, when the engine closes. */
  readonly closing: AbortSignal;
  providerFor(type: string): ResourceProvider;
  readParameter(name: string): string | undefined;
}

/** The context of one resource of a stack. */
export function contextOf(stack: Stack, logicalId: string, resourceType: string, signal: AbortSignal): ResourceContext {
  return { stackId: stack.id, stackName: stack.name, logicalId, resourceType, region: stack.region, account: stack.account, signal };
}
