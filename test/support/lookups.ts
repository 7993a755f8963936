import { App, Stack } from 'aws-cdk-lib';
import { type CloudAssembly } from 'aws-cdk-lib/cx-api';

/** Properties of live resources as Cloud Control tells them, nothing for one that is not there. */
export type LiveResources = (typeName: string, identifier: string) => Readonly<Record<string, unknown>> | undefined;

/** What the app looked like when nothing was missing any more. */
export interface LookedUpApp {
  readonly assembly: CloudAssembly;
  /** What `cdk.context.json` holds. */
  readonly context: Readonly<Record<string, unknown>>;
  /** How often the app was synthesized. */
  readonly rounds: number;
}

interface Query {
  readonly typeName: string;
  readonly exactIdentifier: string;
  readonly propertiesToReturn: readonly string[];
  readonly dummyValue: unknown;
  readonly ignoreErrorOnMissingContext?: boolean;
}

const MOST_ROUNDS = 10;

/** Synthesizes again and again, as the CDK CLI does, until every look-up is answered. */
export function synthWithLookups(build: (stack: Stack) => void, live: LiveResources): LookedUpApp {
  const context: Record<string, unknown> = {};
  for (let rounds = 1; rounds <= MOST_ROUNDS; rounds += 1) {
    const app = new App({ context });
    build(new Stack(app, 'Stack', { env: { account: '123456789012', region: 'eu-north-1' } }));
    const assembly = app.synth();
    const missing = assembly.manifest.missing ?? [];
    if (missing.length === 0) {
      return { assembly, context, rounds };
    }
    missing.forEach(({ key, props }) => {
      context[key] = answer(props as unknown as Query, live);
    });
  }
  throw new Error(`something was still missing after ${MOST_ROUNDS} rounds`);
}

/** The CLI takes a property that is not there for an error. */
function answer({ typeName, exactIdentifier, propertiesToReturn, dummyValue, ignoreErrorOnMissingContext }: Query, live: LiveResources): unknown {
  const resource = live(typeName, exactIdentifier);
  if (resource === undefined) {
    if (ignoreErrorOnMissingContext === true) {
      return JSON.parse(JSON.stringify(dummyValue)) as unknown;
    }
    throw new Error(`No resource of type ${typeName} with identifier: ${exactIdentifier}`);
  }
  const read = (path: string): unknown => path.split('.').reduce<unknown>((value, name) => field(value, name, path), resource);
  return [{ ...Object.fromEntries(propertiesToReturn.map((path) => [path, read(path)])), Identifier: exactIdentifier }];
}

function field(value: unknown, name: string, path: string): unknown {
  const found: unknown = (value as Readonly<Record<string, unknown>>)[name];
  if (found === undefined) {
    throw new Error(`Cannot read field ${path}. ${name} is not found.`);
  }
  return found;
}
