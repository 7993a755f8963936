import { ExecutionAbortedError, ExecutionTimeoutError, StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';

interface Resolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T | PromiseLike<T>) => void;
  readonly reject: (reason?: unknown) => void;
}

/** What the interpreter wants of `Promise` and Node 20 does not have. */
function withResolvers<T>(): Resolvers<T> {
  let resolvers: Omit<Resolvers<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    resolvers = { resolve, reject };
  });
  if (resolvers === undefined) throw new Error('a promise did not run its executor');
  return { promise, ...resolvers };
}

if (!('withResolvers' in Promise)) Object.defineProperty(Promise, 'withResolvers', { value: withResolvers, configurable: true, writable: true });

/** The interpreter of the Amazon States Language. It needs the above when it runs, not when it is loaded. */
export { ExecutionAbortedError, ExecutionTimeoutError, StateMachine as InterpretedStateMachine, type StateMachineDefinition };
