import { isDeepStrictEqual } from 'node:util';
import { type ResourceChange } from './change-preview';
import { type Environment } from './environment';
import { type Identifier, type Properties } from './resource-provider';
import { type Stack, type StackTemplate } from './stack';
import { type ResourceDefinition, ValidationError } from './template';

/** A live resource that a change set takes over. */
export interface ResourceToImport {
  readonly logicalId: string;
  readonly type: string;
  readonly identifier: Identifier;
}

/** Says which live resource a new one of the template is; nothing if it is to be made. */
export type ImportOf = (logicalId: string, definition: ResourceDefinition, properties: Properties) => Identifier | undefined;

export const IMPORT_NOTHING: ImportOf = () => undefined;

/** What the change set names, and nothing else. */
export function importNamed(imports: readonly ResourceToImport[]): ImportOf {
  const byId = new Map(imports.map(({ logicalId, identifier }) => [logicalId, identifier]));
  return (logicalId) => byId.get(logicalId);
}

/** Every resource with a name of its own that exists already and that no stack has (`--import-existing-resources`). */
export function importExisting(environment: Environment, stacks: () => readonly Stack[]): ImportOf {
  return (logicalId, { Type, DeletionPolicy }, properties) => {
    const { finder } = environment.providerFor(Type);
    const identifier = identifierIn(properties, finder?.identifiers);
    const found = identifier && finder?.find(identifier);
    if (!found || ownerOf(stacks(), Type, found.physicalId)) return undefined;
    if (DeletionPolicy !== 'Retain' && DeletionPolicy !== 'RetainExceptOnCreate') {
      throw new ValidationError(`Resource [${logicalId}] exists and can not be imported: its DeletionPolicy must be Retain or RetainExceptOnCreate.`);
    }
    return identifier;
  };
}

/** Says of the resources that are to be added which ones are taken over. */
export function withImports(changes: readonly ResourceChange[], { template }: StackTemplate, importOf: ImportOf): readonly ResourceChange[] {
  return changes.map((change) => {
    const definition = template.Resources[change.logicalId];
    const isImport = change.action === 'Add' && definition !== undefined && importOf(change.logicalId, definition, definition.Properties ?? {}) !== undefined;
    return isImport ? { ...change, action: 'Import' } : change;
  });
}

/** Throws what CloudFormation refuses before an import begins; the words are ours. */
export function checkImports(
  stack: Stack,
  target: StackTemplate,
  imports: readonly ResourceToImport[],
  changes: readonly ResourceChange[],
  environment: Environment,
  stacks: readonly Stack[],
): void {
  const named = new Set(imports.map(({ logicalId }) => logicalId));
  if (named.size === 0) throw new ValidationError('ResourcesToImport must not be empty for a change set of type IMPORT.');
  imports.forEach((each) => {
    checkImport(each, target.template.Resources[each.logicalId], environment, stacks);
  });
  const others = changes.filter(({ action, logicalId }) => action !== 'Add' || !named.has(logicalId)).map(({ logicalId }) => logicalId);
  if (others.length > 0) {
    throw new ValidationError(`You have modified resources [${others.join(', ')}] in your template that are not being imported. Update, create or delete operations cannot be executed during import operations.`);
  }
  if (!isDeepStrictEqual(target.template.Outputs, stack.current.template.Outputs)) {
    throw new ValidationError('As part of the import operation, you cannot modify or add [Outputs]');
  }
}

function checkImport(
  { logicalId, type, identifier }: ResourceToImport,
  definition: ResourceDefinition | undefined,
  environment: Environment,
  stacks: readonly Stack[],
): void {
  if (definition?.Type !== type) throw new ValidationError(`Resource [${logicalId}] of type ${type} is not in the template.`);
  if (definition.DeletionPolicy === undefined) throw new ValidationError(`Resources [${logicalId}] to import must have DeletionPolicy attribute specified in the template.`);
  const { finder } = environment.providerFor(type);
  if (!finder) throw new ValidationError(`ResourceTypes [${type}] are not supported for Import`);
  if (!isDeepStrictEqual(Object.keys(identifier).sort(), [...finder.identifiers].sort())) {
    throw new ValidationError(`Resource [${logicalId}] must be identified by [${finder.identifiers.join(', ')}].`);
  }
  const owner = ownerOf(stacks, type, finder.find(identifier)?.physicalId);
  if (owner) throw new ValidationError(`Resource [${logicalId}] is already managed by stack ${owner.id}.`);
}

function ownerOf(stacks: readonly Stack[], type: string, physicalId: string | undefined): Stack | undefined {
  if (physicalId === undefined) return undefined;
  return stacks.find((stack) => !stack.isDeleted && [...stack.resources.values()].some((one) => one.type === type && one.state?.physicalId === physicalId));
}

/** Only what is written out: a name that has to be worked out first names nothing that exists. */
function identifierIn(properties: Properties, names: readonly string[] | undefined): Identifier | undefined {
  const entries = (names ?? []).map((name) => [name, properties[name]] as const);
  const isNamed = (entry: readonly [string, unknown]): entry is readonly [string, string] => typeof entry[1] === 'string';
  return names !== undefined && entries.every(isNamed) ? Object.fromEntries(entries) : undefined;
}
