import { randomBytes } from 'node:crypto';
import { GENERIC_TYPES, type GenericType } from './generic-types';
import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from './resource-provider';

const NO_FACTS: GenericType = {};

function newId(facts: GenericType, digits: string, properties: Properties, { stackName, logicalId }: ResourceContext): string {
  const named = facts.nameProperty === undefined ? undefined : properties[facts.nameProperty];
  if (typeof named === 'string') return named;
  return facts.idPrefix === undefined ? `${stackName}-${logicalId}-${digits.slice(0, 12)}` : `${facts.idPrefix}-${digits}`;
}

/** A resource type that the offline AWS knows by name only: it gets a plausible id and the attributes that are known of its type. */
export class GenericResource implements ResourceProvider {
  public readonly createOnly: readonly string[];
  private readonly facts: GenericType;
  /** Of each physical id, so that an update keeps the attributes. */
  private readonly digits = new Map<string, string>();

  public constructor(type: string) {
    this.facts = GENERIC_TYPES[type] ?? NO_FACTS;
    const name = this.facts.nameProperty;
    this.createOnly = [...(this.facts.createOnly ?? []), ...(name === undefined ? [] : [name])];
  }

  public create(properties: Properties, context: ResourceContext): Promise<ResourceState> {
    const digits = randomBytes(9).toString('hex').slice(0, 17);
    const physicalId = newId(this.facts, digits, properties, context);
    this.digits.set(physicalId, digits);
    return Promise.resolve(this.state(physicalId, properties, context));
  }

  public update(current: ResourceState, _before: Properties, after: Properties, context: ResourceContext): Promise<ResourceState> {
    return Promise.resolve(this.state(current.physicalId, after, context));
  }

  public delete(current: ResourceState): Promise<void> {
    this.digits.delete(current.physicalId);
    return Promise.resolve();
  }

  private state(physicalId: string, properties: Properties, { account, region }: ResourceContext): ResourceState {
    const identity = { physicalId, digits: this.digits.get(physicalId) ?? '', account, region };
    const echoed = (this.facts.echoes ?? []).filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]);
    return { physicalId, attributes: { ...Object.fromEntries(echoed), ...this.facts.attributes?.(identity, properties) } as ResourceState['attributes'] };
  }
}
