/** JSON that a snapshot shows as it is, without a backslash before each quotation mark. */
export class PrintedJson {
  public static readonly serializer = {
    test: (value: unknown): boolean => value instanceof PrintedJson,
    serialize: (value: PrintedJson): string => JSON.stringify(value.json, undefined, 1),
  };

  public constructor(public readonly json: unknown) {}
}
