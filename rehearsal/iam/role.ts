import { type Properties } from '../cloudformation/resource-provider';
import { type Statement, statementsOf } from './policy-document';

/** A role with everything that is attached to it. */
export class Role {
  /** Documents of `AWS::IAM::Policy` resources, by the resource. */
  public readonly attached = new Map<string, readonly Statement[]>();
  /** ARNs of managed policies that attached themselves, as `AWS::IAM::ManagedPolicy` does with `Roles`. */
  public readonly managed = new Set<string>();
  private inline: readonly Statement[] = [];
  private trust: readonly Statement[] = [];
  private listed: readonly string[] = [];

  public constructor(
    public readonly name: string,
    public readonly arn: string,
    properties: Properties,
  ) {
    this.configure(properties);
  }

  /** Takes the properties of `AWS::IAM::Role`. */
  public configure(properties: Properties): void {
    const policies = (properties['Policies'] ?? []) as readonly { PolicyDocument?: unknown }[];
    this.inline = policies.flatMap((policy) => statementsOf(policy.PolicyDocument));
    this.trust = statementsOf(properties['AssumeRolePolicyDocument']);
    this.listed = (properties['ManagedPolicyArns'] ?? []) as readonly string[];
  }

  public managedPolicyArns(): readonly string[] {
    return [...this.listed, ...this.managed];
  }

  /** Statements that stand in the role itself or in policies of the stack, without the managed ones. */
  public ownStatements(): readonly Statement[] {
    return [...this.inline, ...[...this.attached.values()].flat()];
  }

  public trusts(service: string): boolean {
    return this.trust.some((statement) => statement.effect === 'Allow' && statement.trusts(service));
  }
}
