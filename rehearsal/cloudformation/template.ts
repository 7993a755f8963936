import { parse } from 'yaml';
import { ServiceError } from '../http/service';
import { findCycle, graphOf } from './dependency-graph';
import { referencedNames } from './references';
import { isRecord, type JsonRecord } from './values';

export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';

/** A resource as the template writes it. */
export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties?: JsonRecord;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: DeletionPolicy;
  readonly UpdateReplacePolicy?: DeletionPolicy;
  readonly Metadata?: JsonRecord;
  readonly CreationPolicy?: JsonRecord;
  readonly UpdatePolicy?: JsonRecord;
}

export interface ParameterDefinition {
  readonly Type: string;
  readonly Default?: string | number;
  readonly NoEcho?: boolean | string;
  readonly Description?: string;
  readonly AllowedValues?: readonly (string | number)[];
  readonly AllowedPattern?: string;
}

export interface OutputDefinition {
  readonly Value: unknown;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

/** A parsed and checked template. */
export interface Template {
  readonly Description?: string;
  readonly Parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly Mappings: Readonly<Record<string, JsonRecord>>;
  readonly Conditions: JsonRecord;
  readonly Resources: Readonly<Record<string, ResourceDefinition>>;
  readonly Outputs: Readonly<Record<string, OutputDefinition>>;
}

/** A template or an operation that CloudFormation refuses. */
export class ValidationError extends ServiceError {
  public constructor(message: string) {
    super('ValidationError', message, 400);
  }
}

/** What a stack has before its first operation. */
export const EMPTY_TEMPLATE: Template = { Parameters: {}, Mappings: {}, Conditions: {}, Resources: {}, Outputs: {} };

const section = <T>(source: JsonRecord, name: string): Readonly<Record<string, T>> => {
  const value = source[name] ?? {};
  if (!isRecord(value)) throw new ValidationError(`Template format error: ${name} must be an object`);
  return value as Readonly<Record<string, T>>;
};

/** JSON, or YAML as the CDK CLI writes it for an import: without the short forms of intrinsic functions. */
function objectOf(body: string): JsonRecord {
  let parsed: unknown;
  try {
    parsed = body.trimStart().startsWith('{') ? JSON.parse(body) : parse(body, { version: '1.1', strict: true });
  } catch (error) {
    throw new ValidationError(`Template format error: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isRecord(parsed)) throw new ValidationError('Template format error: not an object');
  return parsed;
}

/** What the engine does not do must be refused: a rehearsal that ignored it would prove nothing. */
function refuseUnsupported(source: JsonRecord, template: Template): void {
  if (source['Transform'] !== undefined) throw new ValidationError('Template error: transforms are not part of the offline AWS');
  for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
    if (typeof Type !== 'string') throw new ValidationError(`Template format error: [/Resources/${logicalId}] Every Resources object must contain a Type member.`);
    if (Type === 'AWS::CloudFormation::Stack') throw new ValidationError('Template error: nested stacks are not part of the offline AWS');
  }
}

function checkReferences(template: Template): void {
  const known = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters)]);
  const isKnown = (name: string): boolean => known.has(name) || name.startsWith('AWS::');
  const unresolved = Object.values(template.Resources).flatMap((definition) => [...referencedNames(definition)].filter((name) => !isKnown(name)));
  if (unresolved.length > 0) {
    throw new ValidationError(`Template format error: Unresolved resource dependencies [${[...new Set(unresolved)].join(', ')}] in the Resources block of the template`);
  }
  const cycle = findCycle(graphOf(template.Resources));
  if (cycle) throw new ValidationError(`Circular dependency between resources: [${cycle.join(', ')}]`);
}

/** Reads and checks a template. */
export function parseTemplate(body: string): Template {
  const source = objectOf(body);
  const description = source['Description'];
  const template: Template = {
    ...(typeof description === 'string' ? { Description: description } : {}),
    Parameters: section(source, 'Parameters'),
    Mappings: section(source, 'Mappings'),
    Conditions: section(source, 'Conditions'),
    Resources: section(source, 'Resources'),
    Outputs: section(source, 'Outputs'),
  };
  if (Object.keys(template.Resources).length === 0) throw new ValidationError('Template format error: At least one Resources member must be defined.');
  refuseUnsupported(source, template);
  checkReferences(template);
  return template;
}
