import { isCustomResource } from './custom-resources';
import { type Environment } from './environment';
import { holds, NO_VALUE, type Scope } from './intrinsics';
import { type ResourceState } from './resource-provider';
import { type Stack, type StackTemplate } from './stack';
import { isRecord } from './values';
import { type ResourceDefinition } from './template';

function missingAttribute(type: string, name: string, state: ResourceState): Error {
  return new Error(
    isCustomResource(type)
      ? `CustomResource attribute error: Vendor response doesn't contain ${name} attribute in object ${state.physicalId}`
      : `Requested attribute ${name} does not exist in schema for ${type}`,
  );
}

/** One attribute of a resource, by its flat name or step by step through nested objects. */
export function readAttribute(type: string, name: string, state: ResourceState): unknown {
  if (Object.hasOwn(state.attributes, name)) return state.attributes[name];
  const nested = name.split('.').reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), state.attributes);
  if (nested === undefined) throw missingAttribute(type, name, state);
  return nested;
}

/** Names of a template, looked up in a stack whose resources exist as far as the operation has come. */
export class StackScope implements Scope {
  public constructor(
    protected readonly stack: Stack,
    protected readonly target: StackTemplate,
    protected readonly environment: Environment,
  ) {}

  public ref(name: string): unknown {
    const pseudo = this.pseudoParameter(name);
    if (pseudo !== undefined) return pseudo;
    const parameters = this.target.parameters.resolved;
    return Object.hasOwn(parameters, name) ? parameters[name] : this.stateOf(name).physicalId;
  }

  public attribute(logicalId: string, name: string): unknown {
    const state = this.stateOf(logicalId);
    return readAttribute(this.target.template.Resources[logicalId]?.Type ?? '', name, state);
  }

  public condition(name: string): boolean {
    const conditions = this.target.template.Conditions;
    if (!Object.hasOwn(conditions, name)) throw new Error(`Template format error: Unresolved condition dependency ${name}`);
    return holds(conditions[name], this);
  }

  public mapping(map: string, first: string, second: string): unknown {
    const level = this.target.template.Mappings[map]?.[first];
    return isRecord(level) ? level[second] : undefined;
  }

  public importValue(name: string): string {
    return this.environment.exports.importInto(this.stack, name);
  }

  public availabilityZones(region: string): readonly string[] {
    return ['a', 'b', 'c'].map((zone) => region + zone);
  }

  /** The resources of the template whose condition holds. */
  public activeResources(): Readonly<Record<string, ResourceDefinition>> {
    const all = Object.entries(this.target.template.Resources);
    return Object.fromEntries(all.filter(([, { Condition }]) => Condition === undefined || this.condition(Condition)));
  }

  protected stateOf(logicalId: string): ResourceState {
    const state = this.stack.resources.get(logicalId)?.state;
    if (!state) throw new Error(`Unresolved resource dependencies [${logicalId}] in the Resources block of the template`);
    return state;
  }

  private pseudoParameter(name: string): unknown {
    switch (name) {
      case 'AWS::Region':
        return this.environment.region;
      case 'AWS::AccountId':
        return this.environment.account;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return this.stack.name;
      case 'AWS::StackId':
        return this.stack.id;
      case 'AWS::NotificationARNs':
        return [];
      case 'AWS::NoValue':
        return NO_VALUE;
      default:
        return undefined;
    }
  }
}
