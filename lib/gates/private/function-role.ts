import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';

/** A role for a function that writes to this log group and nowhere else. */
export function newFunctionRole(
  scope: Construct,
  id: string,
  logGroup: ILogGroup,
  description: string,
  statements: readonly PolicyStatement[],
): Role {
  const writeLog = new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
  return new Role(scope, id, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    description,
    inlinePolicies: { Function: new PolicyDocument({ statements: [writeLog, ...statements] }) },
  });
}
