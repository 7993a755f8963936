import { type ResourceProvider } from '../cloudformation/resource-provider';
import { type Caller, ServiceError } from '../http/service';
import { type Log } from '../log';
import { accessDenied } from './access-denied';
import { awsManagedPolicy } from './aws-managed-policies';
import { type Statement, statementsOf } from './policy-document';
import { managedPolicyProvider, policyProvider, roleProvider } from './providers';
import { type Role } from './role';

/** One question that was asked, and its answer. */
export interface Decision {
  readonly roleArn: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
}

/** The roles and policies of the stacks, enforced. Conditions count as not fulfilled; permission boundaries are not known. */
export class Iam {
  /** By name. */
  public readonly roles = new Map<string, Role>();
  /** Statements of the stacks' own managed policies, by ARN. */
  public readonly managedPolicies = new Map<string, readonly Statement[]>();
  /** Every decision so far, in order. */
  public readonly decisions: Decision[] = [];
  /** By resource type. */
  public readonly providers: Readonly<Record<string, ResourceProvider>>;

  public constructor(private readonly log: Log) {
    this.providers = {
      'AWS::IAM::Role': roleProvider(this),
      'AWS::IAM::Policy': policyProvider(this),
      'AWS::IAM::ManagedPolicy': managedPolicyProvider(this),
    };
  }

  /** Throws what AWS would answer if the caller's role does not allow the action. Who has no role, the CDK CLI, may do everything. */
  public authorize(caller: Caller | undefined, action: string, resource: string): void {
    if (caller === undefined) return;
    const verdict = this.judge(caller.roleArn, action, resource);
    this.decisions.push({ roleArn: caller.roleArn, action, resource, allowed: verdict === 'allowed' });
    if (verdict === 'allowed') return;
    const session = caller.roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
    const error = accessDenied(session, action, resource, verdict);
    this.log('iam', error.message);
    throw error;
  }

  /** Like `authorize`, as a question that leaves no trace. */
  public allows(roleArn: string, action: string, resource: string): boolean {
    return this.judge(roleArn, action, resource) === 'allowed';
  }

  /** Does the role's trust policy let this service, such as `lambda.amazonaws.com`, act in its name? */
  public trusts(roleArn: string, service: string): boolean {
    return this.roleOf(roleArn)?.trusts(service) ?? false;
  }

  /** The role of this name; throws if a policy names one that is not there. */
  public role(name: string): Role {
    const role = this.roles.get(name);
    if (role === undefined) throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
    return role;
  }

  /** The statements of a managed policy; throws if there is none, or none that is known here. */
  public managedPolicy(arn: string): readonly Statement[] {
    const own = this.managedPolicies.get(arn);
    if (own !== undefined) return own;
    const document = awsManagedPolicy(arn);
    if (document === undefined) {
      throw new ServiceError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable. (The offline AWS knows few of AWS's own policies.)`, 404);
    }
    return statementsOf(document);
  }

  private judge(roleArn: string, action: string, resource: string): 'allowed' | 'not-allowed' | 'denied' {
    const covering = this.statementsFor(roleArn).filter((statement) => statement.covers(action, resource));
    if (covering.some((statement) => statement.effect === 'Deny')) return 'denied';
    return covering.length > 0 ? 'allowed' : 'not-allowed';
  }

  private statementsFor(roleArn: string): readonly Statement[] {
    const role = this.roleOf(roleArn);
    if (role === undefined) return [];
    return [...role.ownStatements(), ...role.managedPolicyArns().flatMap((arn) => this.managedPolicy(arn))];
  }

  private roleOf(roleArn: string): Role | undefined {
    return this.roles.get(roleArn.split('/').at(-1) ?? '');
  }
}
