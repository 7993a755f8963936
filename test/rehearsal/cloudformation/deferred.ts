/** A promise that the test settles. */
export interface Deferred {
  readonly promise: Promise<undefined>;
  resolve(): void;
}

export function deferred(): Deferred {
  let settle: (value: undefined) => void = () => undefined;
  const promise = new Promise<undefined>((resolve) => {
    settle = resolve;
  });
  return {
    promise,
    resolve: () => {
      settle(undefined);
    },
  };
}
