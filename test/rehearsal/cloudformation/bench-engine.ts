import { CloudFormation, type CloudFormationOptions } from '../../../rehearsal/cloudformation/engine';
import { RecordingProvider } from './recording-provider';

export type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** An engine without HTTP, whose type `Test::Thing` is recorded. */
export interface BenchEngine {
  readonly engine: CloudFormation;
  readonly things: RecordingProvider;
  readonly lines: readonly string[];
}

export function benchEngine(options: Partial<CloudFormationOptions> = {}): BenchEngine {
  const things = new RecordingProvider();
  const lines: string[] = [];
  const engine = new CloudFormation({
    region: 'us-east-1',
    account: '123456789012',
    providers: { 'Test::Thing': things },
    invokeFunction: () => Promise.reject(new Error('no function here')),
    readParameter: () => undefined,
    log: (source, line) => void lines.push(`[${source}] ${line}`),
    ...options,
  });
  return { engine, things, lines };
}

/** A resource of the recorded type. */
export const thing = (properties: Readonly<Record<string, unknown>> = {}, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  Type: 'Test::Thing',
  Properties: properties,
  ...more,
});

export const templateOf = (resources: Resources, more: Readonly<Record<string, unknown>> = {}): string => JSON.stringify({ Resources: resources, ...more });

/** The statuses that a stack went through, oldest first. */
export const statuses = (engine: CloudFormation, stackName: string): readonly string[] =>
  (engine.find(stackName) ?? engine.stacks.at(-1))?.events.filter(({ resourceType }) => resourceType === 'AWS::CloudFormation::Stack').map(({ status }) => status).reverse() ?? [];
