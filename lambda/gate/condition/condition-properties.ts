import { type RawProperties } from '../gate-event';
import { nonEmpty, positiveInteger, PropertyReader } from '../property-reader';

/** The properties of the custom resource, read. */
export interface ConditionProperties {
  readonly functionArn: string;
  readonly timeoutMillis: number;
  readonly pollIntervalMillis: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly attributeNames: readonly string[];
}

export type ReadConditionProperties =
  | { readonly ok: true; readonly properties: ConditionProperties }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The properties of a condition gate, read. */
export function readConditionProperties(raw: RawProperties): ReadConditionProperties {
  const reader = new PropertyReader(raw);
  const functionArn = reader.read('FunctionArn', nonEmpty, 'the ARN of the function that knows the condition');
  const timeoutSeconds = reader.read('TimeoutSeconds', positiveInteger, 'a whole number of seconds, at least 1');
  const pollIntervalMillis = reader.read('PollIntervalMillis', positiveInteger, 'a whole number of milliseconds, at least 1');
  const parameters = reader.readNested('Parameters', textsIn, 'names with texts') ?? {};
  if (!functionArn || !timeoutSeconds || !pollIntervalMillis || reader.problems.length > 0) return { ok: false, problems: reader.problems };
  const attributeNames = attributeNamesIn(raw);
  return { ok: true, properties: { functionArn, timeoutMillis: timeoutSeconds * 1000, pollIntervalMillis, parameters, attributeNames } };
}

/** Also of properties that are wrong otherwise: CloudFormation needs every attribute. */
export function attributeNamesIn({ AttributeNames: names }: RawProperties): readonly string[] {
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

function textsIn(nested: RawProperties): Readonly<Record<string, string>> | undefined {
  const entries = Object.entries(nested);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return texts.length === entries.length ? Object.fromEntries(texts) : undefined;
}
