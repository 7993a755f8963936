import { type AddToPrincipalPolicyResult, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';

export interface FunctionRoleProps {
  readonly logGroup: ILogGroup;
  readonly description: string;
  readonly statements: readonly PolicyStatement[];
}

/**
 * A role for a function that writes to this log group and nowhere else.
 *
 * What is granted to it later goes into its one inline policy as well: a policy of its own would be one more resource.
 */
export class FunctionRole extends Role {
  private readonly document: PolicyDocument;

  public constructor(scope: Construct, id: string, { logGroup, description, statements }: FunctionRoleProps) {
    const writeLog = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    const document = new PolicyDocument({ statements: [writeLog, ...statements] });
    super(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description, inlinePolicies: { Function: document } });
    this.document = document;
  }

  public override addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    this.document.addStatements(statement);
    return { statementAdded: true, policyDependable: this };
  }
}
