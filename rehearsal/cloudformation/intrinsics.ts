import { cidrBlocks } from './cidr';
import { SUBSTITUTION } from './references';
import { isList, isRecord, listOf, textOf, type JsonRecord } from './values';

/** Where the names of a template lead to. */
export interface Scope {
  /** `Ref`; may give `NO_VALUE`. */
  ref(name: string): unknown;
  /** `Fn::GetAtt`. */
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
  importValue(name: string): string;
  availabilityZones(region: string): readonly string[];
}

/** `AWS::NoValue`: the property that has it does not exist. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const argumentsOf = (argument: unknown, name: string): readonly unknown[] => listOf(argument, `the argument of ${name}`);

const text = (value: unknown, scope: Scope, where: string): string => textOf(inner(value, scope), where);
const list = (value: unknown, scope: Scope, where: string): readonly unknown[] => listOf(inner(value, scope), where);

function attribute(argument: unknown, scope: Scope): unknown {
  if (isList(argument)) {
    const [logicalId, ...names] = argument;
    return scope.attribute(textOf(logicalId, 'Fn::GetAtt'), names.map((name) => text(name, scope, 'an attribute name')).join('.'));
  }
  return dottedAttribute(textOf(argument, 'Fn::GetAtt'), scope);
}

function dottedAttribute(reference: string, scope: Scope): unknown {
  const [logicalId = '', ...names] = reference.split('.');
  return scope.attribute(logicalId, names.join('.'));
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, given] = isList(argument) ? argument : [argument, {}];
  const variables: JsonRecord = isRecord(given) ? given : {};
  const value = (name: string): unknown => {
    if (Object.hasOwn(variables, name)) return inner(variables[name], scope);
    return name.includes('.') ? dottedAttribute(name, scope) : scope.ref(name);
  };
  return textOf(template, 'Fn::Sub')
    .replace(SUBSTITUTION, (_, name: string) => textOf(value(name.trim()), `\${${name}} in Fn::Sub`))
    .replaceAll('${!', '${');
}

function join(argument: unknown, scope: Scope): string {
  const [delimiter, values] = argumentsOf(argument, 'Fn::Join');
  return list(values, scope, 'the values of Fn::Join').map((value) => textOf(value, 'a value of Fn::Join')).join(text(delimiter, scope, 'Fn::Join'));
}

function select(argument: unknown, scope: Scope): unknown {
  const [index, values] = argumentsOf(argument, 'Fn::Select');
  const position = Number(inner(index, scope));
  const candidates = list(values, scope, 'the values of Fn::Select');
  if (!Number.isInteger(position) || position < 0 || position >= candidates.length) {
    throw new TypeError(`Template error: Fn::Select cannot select nonexistent value at index ${position}`);
  }
  return candidates[position];
}

function split(argument: unknown, scope: Scope): readonly string[] {
  const [delimiter, source] = argumentsOf(argument, 'Fn::Split');
  return text(source, scope, 'the source of Fn::Split').split(text(delimiter, scope, 'the delimiter of Fn::Split'));
}

function choose(argument: unknown, scope: Scope): unknown {
  const [name, whenTrue, whenFalse] = argumentsOf(argument, 'Fn::If');
  return inner(scope.condition(textOf(name, 'the condition of Fn::If')) ? whenTrue : whenFalse, scope);
}

function findInMap(argument: unknown, scope: Scope): unknown {
  const [map, first, second, options] = argumentsOf(argument, 'Fn::FindInMap');
  const names = [map, first, second].map((name) => text(name, scope, 'a key of Fn::FindInMap'));
  const [mapName = '', firstKey = '', secondKey = ''] = names;
  const found = scope.mapping(mapName, firstKey, secondKey);
  if (found !== undefined) return found;
  if (isRecord(options) && 'DefaultValue' in options) return inner(options['DefaultValue'], scope);
  throw new TypeError(`Template error: Unable to get mapping for ${names.join('::')}`);
}

function cidr(argument: unknown, scope: Scope): readonly string[] {
  const [block, count, bits] = argumentsOf(argument, 'Fn::Cidr');
  return cidrBlocks(text(block, scope, 'the block of Fn::Cidr'), Number(inner(count, scope)), bits === undefined ? undefined : Number(inner(bits, scope)));
}

function zones(argument: unknown, scope: Scope): readonly string[] {
  const region = text(argument, scope, 'Fn::GetAZs');
  return scope.availabilityZones(region === '' ? textOf(scope.ref('AWS::Region'), 'AWS::Region') : region);
}

/** A condition, its name, or a function of conditions. */
export function holds(condition: unknown, scope: Scope): boolean {
  if (isRecord(condition) && typeof condition['Condition'] === 'string' && Object.keys(condition).length === 1) return scope.condition(condition['Condition']);
  const value = inner(condition, scope);
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new TypeError('Template error: every condition must be true or false');
}

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(textOf(argument, 'Ref')),
  'Fn::GetAtt': attribute,
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::If': choose,
  'Fn::FindInMap': findInMap,
  'Fn::Cidr': cidr,
  'Fn::GetAZs': zones,
  'Fn::Base64': (argument, scope) => Buffer.from(text(argument, scope, 'Fn::Base64')).toString('base64'),
  'Fn::ImportValue': (argument, scope) => scope.importValue(text(argument, scope, 'Fn::ImportValue')),
  'Fn::ToJsonString': (argument, scope) => JSON.stringify(inner(argument, scope)),
  'Fn::Length': (argument, scope) => list(argument, scope, 'the argument of Fn::Length').length,
  'Fn::Equals': (argument, scope) => {
    const [left, right] = argumentsOf(argument, 'Fn::Equals').map((side) => text(side, scope, 'a side of Fn::Equals'));
    return left === right;
  },
  'Fn::And': (argument, scope) => argumentsOf(argument, 'Fn::And').every((condition) => holds(condition, scope)),
  'Fn::Or': (argument, scope) => argumentsOf(argument, 'Fn::Or').some((condition) => holds(condition, scope)),
  'Fn::Not': (argument, scope) => !holds(argumentsOf(argument, 'Fn::Not')[0], scope),
};

function inner(value: unknown, scope: Scope): unknown {
  if (isList(value)) return value.map((child) => inner(child, scope)).filter((child) => child !== NO_VALUE);
  if (!isRecord(value)) return value;
  const [name = '', ...more] = Object.keys(value);
  const intrinsic = more.length === 0 && Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
  if (intrinsic) return intrinsic(value[name], scope);
  if (more.length === 0 && name.startsWith('Fn::')) throw new TypeError(`Template error: ${name} is not part of the offline AWS`);
  const children = Object.entries(value).map(([key, child]) => [key, inner(child, scope)] as const);
  return Object.fromEntries(children.filter(([, child]) => child !== NO_VALUE));
}

/** The value of an expression of a template; `undefined` for `AWS::NoValue`. */
export function evaluate(value: unknown, scope: Scope): unknown {
  const result = inner(value, scope);
  return result === NO_VALUE ? undefined : result;
}

/** The evaluated properties of a resource. */
export function evaluateProperties(properties: JsonRecord | undefined, scope: Scope): JsonRecord {
  const result = evaluate(properties ?? {}, scope);
  return isRecord(result) ? result : {};
}
