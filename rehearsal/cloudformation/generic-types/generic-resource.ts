import { randomBytes } from 'node:crypto';
import { type Properties, type ResourceContext, type ResourceFinder, type ResourceProvider, type ResourceState } from '../resource-provider';
import { type GenericIdentity, type GenericType } from './generic-type';
import { GENERIC_TYPES } from './index';

const NO_FACTS: GenericType = {};

function newName(facts: GenericType, digits: string, properties: Properties, { stackName, logicalId }: ResourceContext): string {
  const named = facts.nameProperty === undefined ? undefined : properties[facts.nameProperty];
  if (typeof named === 'string') return named;
  return facts.idPrefix === undefined ? `${stackName}-${logicalId}-${digits.slice(0, 12)}` : `${facts.idPrefix}-${digits}`;
}

/** A resource type that the offline AWS knows by name only: it gets a plausible id and the attributes that are known of its type. */
export class GenericResource implements ResourceProvider {
  public readonly createOnly: readonly string[];
  public readonly finder?: ResourceFinder;
  private readonly facts: GenericType;
  /** By physical id, so that an update keeps the attributes. */
  private readonly identities = new Map<string, GenericIdentity>();

  public constructor(type: string) {
    this.facts = GENERIC_TYPES[type] ?? NO_FACTS;
    const name = this.facts.nameProperty;
    this.createOnly = [...(this.facts.createOnly ?? []), ...(name === undefined ? [] : [name])];
    const { identifier } = this.facts;
    if (identifier !== undefined) this.finder = { identifiers: [identifier], find: ({ [identifier]: id = '' }) => this.stateOf(id) };
  }

  public create(properties: Properties, context: ResourceContext): Promise<ResourceState> {
    const digits = randomBytes(9).toString('hex').slice(0, 17);
    const { account, region } = context;
    const identity = { name: newName(this.facts, digits, properties, context), digits, account, region };
    const attributes = this.attributes(identity, properties);
    const physicalId = this.facts.ref === undefined ? identity.name : String(attributes[this.facts.ref]);
    this.identities.set(physicalId, identity);
    return Promise.resolve({ physicalId, attributes });
  }

  public update({ physicalId, attributes }: ResourceState, _before: Properties, after: Properties): Promise<ResourceState> {
    const identity = this.identities.get(physicalId);
    return Promise.resolve({ physicalId, attributes: identity === undefined ? attributes : this.attributes(identity, after) });
  }

  public delete(current: ResourceState): Promise<void> {
    this.identities.delete(current.physicalId);
    return Promise.resolve();
  }

  private stateOf(physicalId: string): ResourceState | undefined {
    const identity = this.identities.get(physicalId);
    return identity && { physicalId, attributes: this.attributes(identity, {}) };
  }

  private attributes(identity: GenericIdentity, properties: Properties): Readonly<Record<string, unknown>> {
    const echoed = (this.facts.echoes ?? []).filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]] as const);
    return { ...Object.fromEntries(echoed), ...this.facts.attributes?.(identity, properties) };
  }
}
