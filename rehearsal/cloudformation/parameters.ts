import { ValidationError, type ParameterDefinition } from './template';

/** One parameter as an operation gives it. */
export interface GivenParameter {
  readonly key: string;
  readonly value?: string;
  readonly usePreviousValue?: boolean;
}

/** The parameters of a stack. */
export interface ParameterValues {
  /** As given: for a Systems Manager parameter its name, which `UsePreviousValue` means. */
  readonly raw: Readonly<Record<string, string>>;
  /** What `Ref` gives. */
  readonly resolved: Readonly<Record<string, string | readonly string[]>>;
}

export const NO_PARAMETERS: ParameterValues = { raw: {}, resolved: {} };

const SSM_VALUE = /^AWS::SSM::Parameter::Value<(.+)>$/;
const LIST_TYPE = /^(CommaDelimitedList|List<.+>)$/;

function rawValue(key: string, definition: ParameterDefinition, given: GivenParameter | undefined, previous: ParameterValues): string {
  const value = given?.usePreviousValue ? previous.raw[key] : (given?.value ?? definition.Default);
  if (value === undefined) throw new ValidationError(`Parameters: [${key}] must have values`);
  return String(value);
}

function checkConstraints(key: string, definition: ParameterDefinition, value: string): void {
  if (definition.AllowedValues && !definition.AllowedValues.map(String).includes(value)) {
    throw new ValidationError(`Parameter '${key}' must be one of AllowedValues`);
  }
  if (definition.AllowedPattern !== undefined && !new RegExp(`^(?:${definition.AllowedPattern})$`).test(value)) {
    throw new ValidationError(`Parameter '${key}' must match pattern ${definition.AllowedPattern}`);
  }
}

function resolvedValue(definition: ParameterDefinition, raw: string, readParameter: (name: string) => string | undefined): string | readonly string[] {
  const ssmType = SSM_VALUE.exec(definition.Type)?.[1];
  const value = ssmType === undefined ? raw : readParameter(raw);
  if (value === undefined) throw new ValidationError(`Unable to fetch parameters [${raw}] from parameter store for this account.`);
  return LIST_TYPE.test(ssmType ?? definition.Type) ? value.split(',').map((item) => item.trim()) : value;
}

/** The parameters of an operation: given, previous or default, Systems Manager looked up anew each time. */
export function resolveParameters(
  definitions: Readonly<Record<string, ParameterDefinition>>,
  given: readonly GivenParameter[],
  previous: ParameterValues,
  readParameter: (name: string) => string | undefined,
): ParameterValues {
  const unknown = given.filter(({ key }) => !Object.hasOwn(definitions, key)).map(({ key }) => key);
  if (unknown.length > 0) throw new ValidationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const raw: Record<string, string> = {};
  const resolved: Record<string, string | readonly string[]> = {};
  for (const [key, definition] of Object.entries(definitions)) {
    const value = rawValue(key, definition, given.find((one) => one.key === key), previous);
    checkConstraints(key, definition, value);
    raw[key] = value;
    resolved[key] = resolvedValue(definition, value, readParameter);
  }
  return { raw, resolved };
}
