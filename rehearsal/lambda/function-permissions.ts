import { randomUUID } from 'node:crypto';
import { type Properties, type ResourceProvider, type ResourceState } from '../cloudformation/resource-provider';
import { parseFunctionReference } from './lambda-function';

interface Permission {
  readonly functionName: string;
  readonly principal: string;
  readonly sourceAccount: string | undefined;
}

/** Who may call a function besides roles: `AWS::Lambda::Permission`. */
export class FunctionPermissions implements ResourceProvider {
  public readonly createOnly = ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn', 'EventSourceToken', 'PrincipalOrgID', 'FunctionUrlAuthType'];
  private readonly permissions = new Map<string, Permission>();

  /** May this service, such as `events.amazonaws.com`, call the function in the name of this account? */
  public allows(functionReference: string, principal: string, account: string): boolean {
    const { name } = parseFunctionReference(functionReference);
    return [...this.permissions.values()].some(
      (each) => each.functionName === name && each.principal === principal && (each.sourceAccount ?? account) === account,
    );
  }

  public create(properties: Properties): Promise<ResourceState> {
    const physicalId = randomUUID();
    this.permissions.set(physicalId, {
      functionName: parseFunctionReference(String(properties['FunctionName'])).name,
      principal: String(properties['Principal']),
      sourceAccount: typeof properties['SourceAccount'] === 'string' ? properties['SourceAccount'] : undefined,
    });
    return Promise.resolve({ physicalId, attributes: { Id: physicalId } });
  }

  public update(current: ResourceState): Promise<ResourceState> {
    return Promise.resolve(current);
  }

  public delete(current: ResourceState): Promise<void> {
    this.permissions.delete(current.physicalId);
    return Promise.resolve();
  }
}
