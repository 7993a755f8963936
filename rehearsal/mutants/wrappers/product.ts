/**
 * Stands for the bundle that a wrapper breaks: where the wrapper runs, the real one lies beside it under this name.
 */
export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

export const handler: Handler = () => Promise.reject(new Error('the product is not here'));
