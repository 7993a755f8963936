import { randomUUID } from 'node:crypto';
import { type Properties, type ResourceProvider } from '../cloudformation/resource-provider';
import { generatedName } from '../generated-name';
import { ServiceError } from '../http/service';
import { type Iam } from '../iam/iam';
import { type LambdaFunctions } from '../lambda/lambda-functions';
import { type Log } from '../log';
import { type Execution } from './execution';
import { ExecutionAbortedError, ExecutionTimeoutError, InterpretedStateMachine } from './interpreter';
import { lambdaTasks, type LambdaTasks } from './lambda-tasks';
import { TaskError } from './task-error';

export interface StateMachinesOptions {
  readonly functions: LambdaFunctions;
  readonly iam: Iam;
  readonly log: Log;
}

interface StateMachine {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly tasks: LambdaTasks;
}

interface RunningExecution {
  readonly abort: () => void;
  readonly ended: Promise<void>;
}

type MutableExecution = { -readonly [Key in keyof Execution]: Execution[Key] };

/** The state machines of the stacks: the definitions as synthesized, their tasks the functions of the offline AWS. */
export class StateMachines {
  private readonly machines = new Map<string, StateMachine>();
  private readonly started: MutableExecution[] = [];
  private readonly running = new Set<RunningExecution>();

  public constructor(private readonly options: StateMachinesOptions) {}

  /** Every execution so far, in the order of their starts. */
  public get executions(): readonly Execution[] {
    return this.started;
  }

  /** For `AWS::StepFunctions::StateMachine`. */
  public provider(): ResourceProvider {
    return {
      createOnly: ['StateMachineName', 'StateMachineType'],
      create: async (properties, context) => {
        const given = properties['StateMachineName'];
        const name = typeof given === 'string' ? given : generatedName(context, 80);
        const arn = `arn:aws:states:${context.region}:${context.account}:stateMachine:${name}`;
        this.define(name, arn, properties);
        return Promise.resolve({ physicalId: arn, attributes: { Arn: arn, Name: name } });
      },
      update: async (current, _before, after) => {
        this.define(this.get(current.physicalId).name, current.physicalId, after);
        return Promise.resolve(current);
      },
      delete: async (current) => {
        this.machines.delete(current.physicalId);
        return Promise.resolve();
      },
    };
  }

  /** Starts an execution and gives it without waiting; `input` is JSON. */
  public start(stateMachineArn: string, input: string, name: string = randomUUID()): Execution {
    const machine = this.get(stateMachineArn);
    const execution: MutableExecution = {
      executionArn: `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`,
      stateMachineArn,
      startedAtMillis: Date.now(),
      input,
      status: 'RUNNING',
      endedAtMillis: undefined,
      stateTransitions: 0,
      output: undefined,
      error: undefined,
      cause: undefined,
    };
    this.run(machine, execution);
    this.started.push(execution);
    return execution;
  }

  /** The execution of this ARN, if there was one. */
  public execution(executionArn: string): Execution | undefined {
    return this.started.find((candidate) => candidate.executionArn === executionArn);
  }

  /** Aborts what runs, and waits for its end. */
  public async close(): Promise<void> {
    const ends = [...this.running].map(async ({ abort, ended }) => {
      abort();
      await ended;
    });
    await Promise.all(ends);
  }

  private get(arn: string): StateMachine {
    const machine = this.machines.get(arn);
    if (machine === undefined) throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }

  private define(name: string, arn: string, properties: Properties): void {
    const roleArn = String(properties['RoleArn']);
    if (!this.options.iam.trusts(roleArn, 'states.amazonaws.com')) {
      throw new ServiceError('AccessDeniedException', `Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.`);
    }
    try {
      const tasks = lambdaTasks(definitionText(properties));
      // Its constructor checks the definition against the language.
      new InterpretedStateMachine(tasks.definition);
      this.machines.set(arn, { name, arn, roleArn, tasks });
    } catch (error) {
      throw new ServiceError('InvalidDefinition', `Invalid State Machine Definition: '${error instanceof Error ? error.message : String(error)}'`);
    }
  }

  private run(machine: StateMachine, execution: MutableExecution): void {
    const taskResourceLocalHandlers = Object.fromEntries(
      [...machine.tasks.functionArns].map(([state, arn]) => [state, (input: unknown) => this.callFunction(machine, arn, input)]),
    );
    const { abort, result, eventLogs } = new InterpretedStateMachine(machine.tasks.definition).run(JSON.parse(execution.input) as null, { overrides: { taskResourceLocalHandlers } });
    const settled = result.then(
      (output) => Object.assign(execution, { status: 'SUCCEEDED', output: JSON.stringify(output) }),
      (error: unknown) => {
        const status = error instanceof ExecutionAbortedError ? 'ABORTED' : error instanceof ExecutionTimeoutError ? 'TIMED_OUT' : 'FAILED';
        return Object.assign(execution, { status, error: (error as Error).name, cause: (error as Error).message });
      },
    );
    const counted = countTransitions(eventLogs, execution);
    const running: RunningExecution = { abort, ended: Promise.all([settled, counted]).then(() => { this.end(machine, execution, running); }) };
    this.running.add(running);
  }

  private end(machine: StateMachine, execution: MutableExecution, running: RunningExecution): void {
    execution.endedAtMillis = Date.now();
    this.running.delete(running);
    const took = execution.endedAtMillis - execution.startedAtMillis;
    this.options.log('states', `${machine.name} ${execution.status} after ${took} ms and ${execution.stateTransitions} state transitions`);
  }

  private async callFunction(machine: StateMachine, functionArn: string, input: unknown): Promise<null> {
    const outcome = await this.invoke(machine, functionArn, JSON.stringify(input));
    if (outcome.failed) throw TaskError.ofFunction(outcome.payload);
    return JSON.parse(outcome.payload) as null;
  }

  private async invoke(machine: StateMachine, functionArn: string, payload: string) {
    try {
      this.options.iam.authorize({ roleArn: machine.roleArn }, 'lambda:InvokeFunction', functionArn);
      return await this.options.functions.invoke(functionArn, payload);
    } catch (error) {
      throw TaskError.ofCall(error);
    }
  }
}

function definitionText(properties: Properties): string {
  const text = properties['DefinitionString'];
  return typeof text === 'string' ? text : JSON.stringify(properties['Definition']);
}

async function countTransitions(events: AsyncIterable<{ readonly type: string }>, execution: MutableExecution): Promise<void> {
  for await (const { type } of events) {
    if (type === 'StateEntered' || type === 'StateRetried') execution.stateTransitions++;
  }
}
