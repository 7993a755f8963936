import { type StateMachineDefinition } from './interpreter';

/** The interpreter gives up on a task after 60 s when the definition does not say; Step Functions waits. */
const NO_TIMEOUT_SECONDS = 2_000_000;

/** Gives the definition as it behaves on AWS, and the function of each of its tasks. */
export interface LambdaTasks {
  readonly definition: StateMachineDefinition;
  /** Function ARN by the name of the state. */
  readonly functionArns: ReadonlyMap<string, string>;
}

/** Reads a definition; throws if a task is anything else than a direct call of a function. */
export function lambdaTasks(text: string): LambdaTasks {
  const written = JSON.parse(text) as StateMachineDefinition;
  const functionArns = new Map<string, string>();
  const states = Object.entries(written.States).map(([name, state]) => {
    if (state.Type === 'Parallel' || state.Type === 'Map') throw new Error(`the state "${name}" is of type ${state.Type}, which is not part of the offline AWS`);
    if (state.Type !== 'Task') return [name, state];
    if (!/^arn:[^:]+:lambda:/.test(state.Resource)) throw new Error(`the task "${name}" has the resource ${state.Resource}: the offline AWS knows functions only`);
    functionArns.set(name, state.Resource);
    const patient = state.TimeoutSeconds === undefined && state.TimeoutSecondsPath === undefined;
    return [name, patient ? { ...state, TimeoutSeconds: NO_TIMEOUT_SECONDS } : state];
  });
  return { definition: { ...written, States: Object.fromEntries(states) as StateMachineDefinition['States'] }, functionArns };
}
