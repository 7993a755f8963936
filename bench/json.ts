/** Anything that `JSON.stringify` writes without losing a thing. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };
