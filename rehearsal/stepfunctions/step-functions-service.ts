import { jsonService, type JsonInput } from '../http/json-service';
import { type Service, ServiceError } from '../http/service';
import { type Iam } from '../iam/iam';
import { type StateMachines } from './state-machines';

/** The API of Step Functions: StartExecution and DescribeExecution. */
export function stepFunctionsService(machines: StateMachines, iam: Iam): Service {
  return jsonService('states', 'AWSStepFunctions', {
    StartExecution: (input, caller) => {
      const arn = text(input, 'stateMachineArn') ?? '';
      iam.authorize(caller, 'states:StartExecution', arn);
      const { executionArn, startedAtMillis } = machines.start(arn, text(input, 'input') ?? '{}', text(input, 'name'));
      return { executionArn, startDate: startedAtMillis / 1000 };
    },
    DescribeExecution: (input, caller) => {
      const arn = text(input, 'executionArn') ?? '';
      iam.authorize(caller, 'states:DescribeExecution', arn);
      const execution = machines.execution(arn);
      if (execution === undefined) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
      return {
        executionArn: arn,
        stateMachineArn: execution.stateMachineArn,
        name: arn.split(':').at(-1),
        status: execution.status,
        startDate: execution.startedAtMillis / 1000,
        stopDate: execution.endedAtMillis === undefined ? undefined : execution.endedAtMillis / 1000,
        input: execution.input,
        output: execution.output,
        error: execution.error,
        cause: execution.cause,
      };
    },
  });
}

function text(input: JsonInput, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}
