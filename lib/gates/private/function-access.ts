import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type IFunctionRef } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface FunctionAccessProps {
  readonly invoked: IFunctionRef;
  readonly role: IRole;
}

/** That the control side may invoke one function of somebody else. */
export class FunctionAccess extends Construct {
  /** Depend on this before you ask the control side anything. */
  public readonly policy: Policy;

  public constructor(scope: Construct, id: string, { invoked, role }: FunctionAccessProps) {
    super(scope, id);
    this.policy = new Policy(this, 'Policy', {
      roles: [role],
      statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [invoked.functionRef.functionArn] })],
    });
  }
}
