import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';

/** The definition of the provider framework's waiter as the CDK really writes it, for these two functions. */
export function waiterDefinition(isCompleteArn: string, onTimeoutArn: string, queryIntervalSeconds: number, queries: number): string {
  const stack = new Stack(new App(), 'Stack');
  const handler = (id: string) => new LambdaFunction(stack, id, { runtime: Runtime.NODEJS_LATEST, handler: 'index.handler', code: Code.fromInline('x') });
  new Provider(stack, 'Provider', {
    onEventHandler: handler('OnEvent'),
    isCompleteHandler: handler('IsComplete'),
    queryInterval: Duration.seconds(queryIntervalSeconds),
    totalTimeout: Duration.seconds(queryIntervalSeconds * queries),
  });
  const machines = Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine');
  const [machine] = Object.values(machines) as { Properties: { DefinitionString: { 'Fn::Join': [string, (string | { 'Fn::GetAtt': [string, string] })[]] } } }[];
  if (machine === undefined) throw new Error('the provider has no waiter');
  const [separator, parts] = machine.Properties.DefinitionString['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : part['Fn::GetAtt'][0].includes('Timeout') ? onTimeoutArn : isCompleteArn)).join(separator);
}
