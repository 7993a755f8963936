import { type IRole, Policy } from 'aws-cdk-lib/aws-iam';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { readSecret } from './secret-statements';

export interface SecretAccessProps {
  readonly secret: ISecret;
  readonly role: IRole;
}

/** What the control side may do with one secret, for gates that must not refer to their group. */
export class SecretAccess extends Construct {
  /** Depend on this before you ask the control side anything. */
  public readonly policy: Policy;

  public constructor(scope: Construct, id: string, { secret, role }: SecretAccessProps) {
    super(scope, id);
    this.policy = new Policy(this, 'Policy', { roles: [role], statements: [...readSecret(this, secret)] });
  }
}
