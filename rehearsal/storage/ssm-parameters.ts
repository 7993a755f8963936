import { randomUUID } from 'node:crypto';
import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from '../cloudformation/resource-provider';
import { textOf } from '../cloudformation/values';

/** One parameter of Parameter Store. */
export interface StoredParameter {
  readonly value: string;
  readonly type: string;
  readonly version: number;
}

/** The version of the bootstrap stack that the CDK CLI asks for before every deployment. */
export const BOOTSTRAP_VERSION_PARAMETER = '/cdk-bootstrap/hnb659fds/version';

/** Parameter Store, filled by templates and already "bootstrapped". */
export class SsmParameters implements ResourceProvider {
  public readonly createOnly = ['Name'];
  private readonly parameters = new Map<string, StoredParameter>([[BOOTSTRAP_VERSION_PARAMETER, { value: '30', type: 'String', version: 1 }]]);

  public get(name: string): StoredParameter | undefined {
    return this.parameters.get(name);
  }

  public put(name: string, value: string, type = 'String'): void {
    this.parameters.set(name, { value, type, version: (this.parameters.get(name)?.version ?? 0) + 1 });
  }

  public create(properties: Properties, context: ResourceContext): Promise<ResourceState> {
    const given = properties['Name'];
    const name = typeof given === 'string' ? given : `CFN-${context.logicalId}-${randomUUID().slice(0, 12)}`;
    if (this.parameters.has(name)) return Promise.reject(new Error(`${name} already exists in stack ${context.stackId}`));
    return Promise.resolve(this.store(name, properties));
  }

  public update(current: ResourceState, _before: Properties, after: Properties): Promise<ResourceState> {
    return Promise.resolve(this.store(current.physicalId, after));
  }

  public delete(current: ResourceState): Promise<void> {
    this.parameters.delete(current.physicalId);
    return Promise.resolve();
  }

  private store(name: string, properties: Properties): ResourceState {
    const value = textOf(properties['Value'], 'Value of a parameter');
    const type = textOf(properties['Type'] ?? 'String', 'Type of a parameter');
    this.put(name, value, type);
    return { physicalId: name, attributes: { Type: type, Value: value } };
  }
}
