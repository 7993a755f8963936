import { ResourceFailure } from './resource-failure';
import { type Properties, type ResourceProvider } from './resource-provider';
import { isList, isRecord } from './values';

/** A part of a secret that a template names without holding it. */
export interface SecretReference {
  /** Name or ARN. */
  readonly secretId: string;
  /** Absent: the whole secret. */
  readonly jsonKey?: string;
  readonly versionStage?: string;
  readonly versionId?: string;
}

/** The value behind a reference; throws if there is none. */
export type ReadSecret = (reference: SecretReference) => string;

/** `{{resolve:secretsmanager:ID:SecretString:json-key:version-stage:version-id}}`, from the first field on all may be missing. */
const REFERENCE = /\{\{resolve:secretsmanager:((?:arn:[^:}]*:[^:}]*:[^:}]*:[^:}]*:[^:}]*:)?[^:}]+)(?::SecretString(?::([^:}]*))?(?::([^:}]*))?(?::([^:}]*))?)?\}\}/g;

/**
 * A resource type whose properties may hold dynamic references: CloudFormation compares the references, and looks up what
 * is behind them when it calls the resource type. So a secret that changes changes nothing by itself.
 */
export function withDynamicReferences(provider: ResourceProvider, readSecret: ReadSecret): ResourceProvider {
  const resolved = (properties: Properties): Properties => resolve(properties, readSecret) as Properties;
  return {
    ...(provider.createOnly === undefined ? {} : { createOnly: provider.createOnly }),
    ...(provider.finder === undefined ? {} : { finder: provider.finder }),
    create: async (properties, context) => provider.create(resolved(properties), context),
    update: async (current, before, after, context) => provider.update(current, resolved(before), resolved(after), context),
    delete: async (current, properties, context) => provider.delete(current, properties, context),
  };
}

function resolve(value: unknown, readSecret: ReadSecret): unknown {
  if (isList(value)) return value.map((child) => resolve(child, readSecret));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, resolve(child, readSecret)]));
  if (typeof value !== 'string' || !value.includes('{{resolve:')) return value;
  const text = value.replace(REFERENCE, (_, secretId: string, jsonKey?: string, versionStage?: string, versionId?: string) =>
    readSecret({ secretId, ...given({ jsonKey, versionStage, versionId }) }),
  );
  if (text.includes('{{resolve:')) throw new ResourceFailure(`the offline AWS can not resolve ${value}`);
  return text;
}

function given(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => !!field[1]));
}
