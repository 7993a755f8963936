import { isDeepStrictEqual } from 'node:util';
import { graphOf, inOrder } from './dependency-graph';
import { type Environment } from './environment';
import { evaluate } from './intrinsics';
import { type Properties, type ResourceState } from './resource-provider';
import { type Stack, type StackTemplate } from './stack';
import { type StackResource } from './stack-resource';
import { StackScope } from './stack-scope';
import { ValidationError, type ResourceDefinition } from './template';

export interface ChangeDetail {
  readonly property: string;
  readonly requiresRecreation: 'Always' | 'Never' | 'Conditionally';
  /** `Dynamic`: only known once other resources have changed. */
  readonly evaluation: 'Static' | 'Dynamic';
}

/** What an operation would do to one resource. */
export interface ResourceChange {
  readonly action: 'Add' | 'Import' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly replacement?: 'True' | 'False' | 'Conditional';
  readonly scope: readonly string[];
  readonly details: readonly ChangeDetail[];
}

/** Stands for what only the operation itself will find out. */
const KNOWN_AFTER_APPLY = '{{changeSet:KNOWN_AFTER_APPLY}}';

const POLICY_SCOPES = ['Metadata', 'CreationPolicy', 'UpdatePolicy', 'DeletionPolicy', 'UpdateReplacePolicy'] as const;

class NotYetKnown extends Error {}

/** Names of a template as they stand before the operation. */
class PreviewScope extends StackScope {
  /** Resources that will have another physical id. */
  public readonly renewed = new Set<string>();
  /** Resources whose attributes may change. */
  public readonly modified = new Set<string>();

  public override attribute(logicalId: string, name: string): unknown {
    if (this.modified.has(logicalId)) throw new NotYetKnown();
    return super.attribute(logicalId, name);
  }

  public override importValue(name: string): string {
    return this.environment.exports.read(name);
  }

  protected override stateOf(logicalId: string): ResourceState {
    if (this.renewed.has(logicalId)) throw new NotYetKnown();
    return super.stateOf(logicalId);
  }
}

class Preview {
  private readonly scope: PreviewScope;

  public constructor(
    private readonly stack: Stack,
    target: StackTemplate,
    private readonly environment: Environment,
  ) {
    this.scope = new PreviewScope(stack, target, environment);
  }

  public changes(): readonly ResourceChange[] {
    const active = this.scope.activeResources();
    this.refuseChangedTypes(active);
    const changes = inOrder(graphOf(active)).flatMap((id) => {
      const definition = active[id];
      return definition ? (this.changeOf(id, definition) ?? []) : [];
    });
    const removed = [...this.stack.resources.values()].filter(({ logicalId }) => !Object.hasOwn(active, logicalId));
    return [...changes, ...removed.map(removal)];
  }

  private refuseChangedTypes(active: Readonly<Record<string, ResourceDefinition>>): void {
    const changed = [...this.stack.resources.values()].filter(({ logicalId, type }) => active[logicalId] && active[logicalId].Type !== type);
    if (changed.length > 0) {
      const names = changed.map(({ logicalId }) => logicalId).join(', ');
      throw new ValidationError(`Update of resource type is not permitted. The new template modifies resource type of the following resources: [${names}]`);
    }
  }

  private changeOf(logicalId: string, definition: ResourceDefinition): ResourceChange | undefined {
    const current = this.stack.resources.get(logicalId);
    if (!current?.state) {
      this.scope.renewed.add(logicalId);
      return { action: 'Add', logicalId, type: definition.Type, scope: [], details: [] };
    }
    const details = this.details(current, this.properties(definition));
    const scope = [...(details.length > 0 ? ['Properties'] : []), ...POLICY_SCOPES.filter((name) => !isDeepStrictEqual(current.definition[name], definition[name]))];
    if (scope.length === 0) return undefined;
    const replacement = replacementOf(details);
    if (replacement !== 'False') this.scope.renewed.add(logicalId);
    if (details.length > 0) this.scope.modified.add(logicalId);
    return { action: 'Modify', logicalId, physicalId: current.state.physicalId, type: definition.Type, replacement, scope, details };
  }

  private properties(definition: ResourceDefinition): Properties {
    const properties = Object.entries(definition.Properties ?? {}).map(([name, value]) => [name, this.evaluated(value)] as const);
    return Object.fromEntries(properties.filter(([, value]) => value !== undefined));
  }

  private evaluated(value: unknown): unknown {
    try {
      return evaluate(value, this.scope);
    } catch (error) {
      if (error instanceof NotYetKnown) return KNOWN_AFTER_APPLY;
      throw error;
    }
  }

  private details(current: StackResource, next: Properties): readonly ChangeDetail[] {
    const createOnly = new Set(this.environment.providerFor(current.type).createOnly ?? []);
    const names = new Set([...Object.keys(current.properties), ...Object.keys(next)]);
    return [...names]
      .filter((name) => !isDeepStrictEqual(current.properties[name], next[name]))
      .map((property) => {
        const evaluation = next[property] === KNOWN_AFTER_APPLY ? 'Dynamic' : 'Static';
        const recreation = evaluation === 'Static' ? 'Always' : 'Conditionally';
        return { property, evaluation, requiresRecreation: createOnly.has(property) ? recreation : 'Never' } as const;
      });
  }
}

function replacementOf(details: readonly ChangeDetail[]): 'True' | 'False' | 'Conditional' {
  if (details.some(({ requiresRecreation }) => requiresRecreation === 'Always')) return 'True';
  return details.some(({ requiresRecreation }) => requiresRecreation === 'Conditionally') ? 'Conditional' : 'False';
}

const removal = ({ logicalId, type, state }: StackResource): ResourceChange => ({
  action: 'Remove',
  logicalId,
  type,
  scope: [],
  details: [],
  ...(state ? { physicalId: state.physicalId } : {}),
});

/** What bringing the stack to `target` would change, resource by resource. */
export function previewChanges(stack: Stack, target: StackTemplate, environment: Environment): readonly ResourceChange[] {
  return new Preview(stack, target, environment).changes();
}
