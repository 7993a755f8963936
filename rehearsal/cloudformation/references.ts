import { isList, isRecord } from './values';

/** What of a resource definition can refer to other resources. */
export interface ReferringDefinition {
  readonly Properties?: unknown;
  readonly DependsOn?: string | readonly string[];
}

/** `${Name}` and `${Name.Attribute}`, not the literal `${!Name}`. */
export const SUBSTITUTION = /\$\{([^!}][^}]*)\}/g;

function substituted(argument: unknown): readonly string[] {
  const [text, variables] = isList(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') return [];
  const names = [...text.matchAll(SUBSTITUTION)].map((match) => (match[1] ?? '').trim());
  return names.filter((name) => !(isRecord(variables) && Object.hasOwn(variables, name))).map((name) => name.split('.')[0] ?? name);
}

function nameIn(key: string, argument: unknown): readonly string[] {
  if (key === 'Ref') return typeof argument === 'string' ? [argument] : [];
  if (key === 'Fn::Sub') return substituted(argument);
  if (key !== 'Fn::GetAtt') return [];
  const first: unknown = isList(argument) ? argument[0] : String(argument).split('.')[0];
  return typeof first === 'string' ? [first] : [];
}

function collect(value: unknown, names: Set<string>): void {
  if (isList(value)) {
    for (const child of value) collect(child, names);
  } else if (isRecord(value)) {
    const keys = Object.keys(value);
    for (const [key, child] of Object.entries(value)) {
      // an intrinsic function stands alone in its object
      if (keys.length === 1) for (const name of nameIn(key, child)) names.add(name);
      collect(child, names);
    }
  }
}

/** Every name that a resource refers to: resources, parameters and pseudo parameters. */
export function referencedNames(definition: ReferringDefinition): ReadonlySet<string> {
  const names = new Set<string>(typeof definition.DependsOn === 'string' ? [definition.DependsOn] : (definition.DependsOn ?? []));
  collect(definition.Properties, names);
  return names;
}
