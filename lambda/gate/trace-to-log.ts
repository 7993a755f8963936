/**
 * The stack trace of an error that is a reason for people.
 *
 * The provider framework shows the message, then "Logs: /aws/lambda/<function>", then every line of the trace but the first. There
 * is no such log group, because all functions of a stack share one: so the line that is shown last names that.
 */
export function traceToLog(name: string): string {
  const { AWS_LAMBDA_LOG_GROUP_NAME: logGroup, AWS_LAMBDA_FUNCTION_NAME: functionName = '' } = process.env;
  return logGroup === undefined || logGroup === `/aws/lambda/${functionName}`
    ? name
    : `${name}\n(gates and guards of this stack write to the log group ${logGroup})`;
}
