import { randomUUID } from 'node:crypto';
import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from '../cloudformation/resource-provider';
import { generatedName } from '../generated-name';
import { type Caller, type CallerDirectory, ServiceError } from '../http/service';
import { type Iam } from '../iam/iam';
import { type Log } from '../log';
import { DeployedCode } from './deployed-code';
import { readConfiguration, type FunctionConfiguration } from './function-configuration';
import { type InvocationKind, type InvocationRecord } from './invocation-record';
import { type LambdaFunction, newAccessKeyId, parseFunctionReference } from './lambda-function';
import { type Outcome } from './outcome';
import { type FunctionNetwork, processEnvironment } from './process-environment';
import { type ReadAsset, unpackCode } from './unpack-code';

export interface LambdaFunctionsOptions {
  /** The front door; asked when a process starts, so it may come into being later. */
  endpointUrl(): string;
  readonly readAsset: ReadAsset;
  readonly iam: Iam;
  readonly log: Log;
  /**
   * Do functions in a VPC find AWS? A VPC without NAT and interface endpoints has no way there.
   * @default false
   */
  readonly vpcFunctionsReachAws?: boolean;
  /** Asked when a process starts. @default names and authorities are this machine's */
  readonly network?: () => FunctionNetwork;
}

/** An address where nobody listens: what AWS looks like from a VPC without a way out. */
const UNREACHABLE = 'http://127.0.0.1:1';

/** All functions of the offline AWS: real node processes with the real assets. */
export class LambdaFunctions implements CallerDirectory {
  /** Every invocation that ended, in the order of the ends. */
  public readonly invocations: InvocationRecord[] = [];
  private readonly functions = new Map<string, LambdaFunction & { readonly code: DeployedCode }>();
  /** Retired code may still run an invocation. */
  private readonly everDeployed: DeployedCode[] = [];

  public constructor(private readonly options: LambdaFunctionsOptions) {}

  /** For `AWS::Lambda::Function`. */
  public provider(): ResourceProvider {
    return {
      createOnly: ['FunctionName', 'PackageType'],
      create: async (properties, context) => Promise.resolve(this.create(properties, context)),
      update: async (current, _before, after, context) => Promise.resolve(this.update(current, after, context)),
      delete: async (current) => {
        this.functions.get(current.physicalId)?.code.retire();
        this.functions.delete(current.physicalId);
        return Promise.resolve();
      },
    };
  }

  public callerOf(accessKeyId: string): Caller | undefined {
    const found = [...this.functions.values()].find((candidate) => candidate.accessKeyId === accessKeyId);
    return found && { roleArn: found.configuration.roleArn };
  }

  /** Who could sign something: every function that there is. */
  public callers(): readonly (Caller & { readonly accessKeyId: string })[] {
    return [...this.functions.values()].map(({ accessKeyId, configuration: { roleArn } }) => ({ accessKeyId, roleArn }));
  }

  /** The function of this name or ARN, with or without qualifier. */
  public find(reference: string): LambdaFunction | undefined {
    return this.functions.get(parseFunctionReference(reference).name);
  }

  /** Like `find`; throws what AWS answers if there is none. */
  public get(reference: string): LambdaFunction {
    const found = this.find(reference);
    if (found === undefined) throw new ServiceError('ResourceNotFoundException', `Function not found: ${reference}`, 404);
    return found;
  }

  /** Runs a function and gives its outcome; an error of the function is an outcome too. `payload` is JSON. */
  public async invoke(reference: string, payload: string, kind: InvocationKind = 'RequestResponse'): Promise<Outcome> {
    const { name } = this.get(reference);
    const deployed = this.functions.get(name);
    if (deployed === undefined) throw new ServiceError('ResourceNotFoundException', `Function not found: ${reference}`, 404);
    const requestId = randomUUID();
    const startedAtMillis = Date.now();
    const { timeoutMillis, memoryMebibytes, architecture } = deployed.configuration;
    const outcome = await deployed.code.invoke({ requestId, payload, functionArn: deployed.arn, timeoutMillis });
    const durationMillis = Date.now() - startedAtMillis;
    const { coldStart, failed, payload: response } = outcome;
    this.invocations.push({ functionName: name, requestId, kind, startedAtMillis, durationMillis, coldStart, memoryMebibytes, architecture, failed, request: payload, response });
    if (failed && kind === 'Event') this.options.log(`lambda ${name}`, `an asynchronous invocation failed: ${response}`);
    return { failed, payload: response };
  }

  /** Ends every process and removes every file. Safe to call twice. */
  public close(): void {
    for (const code of this.everDeployed.splice(0)) code.abort();
    this.functions.clear();
  }

  private create(properties: Properties, context: ResourceContext): ResourceState {
    const configuration = this.checked(properties);
    const given = properties['FunctionName'];
    const name = typeof given === 'string' ? given : generatedName(context);
    const arn = `arn:aws:lambda:${context.region}:${context.account}:function:${name}`;
    this.deploy({ name, arn, region: context.region, accessKeyId: newAccessKeyId(), configuration });
    return { physicalId: name, attributes: { Arn: arn } };
  }

  private update(current: ResourceState, after: Properties, context: ResourceContext): ResourceState {
    const before = this.functions.get(current.physicalId);
    if (before === undefined) throw new ServiceError('ResourceNotFoundException', `Function not found: ${context.logicalId}`, 404);
    this.deploy({ ...before, configuration: this.checked(after) });
    before.code.retire();
    return current;
  }

  private deploy(definition: LambdaFunction): void {
    const { configuration, name, region, accessKeyId } = definition;
    const endpointUrl = () => (configuration.inVpc && !this.options.vpcFunctionsReachAws ? UNREACHABLE : this.options.endpointUrl());
    const code = new DeployedCode({
      unpack: (directory) => {
        unpackCode(configuration.code, directory, this.options.readAsset);
      },
      environment: (codeDirectory) => processEnvironment(configuration, { functionName: name, region, accessKeyId, endpointUrl: endpointUrl(), codeDirectory, network: this.options.network?.() ?? {} }),
      onLogLine: (line) => {
        this.options.log(`lambda ${name}`, line);
      },
    });
    this.everDeployed.push(code);
    this.functions.set(name, { ...definition, code });
  }

  /** Reads the properties and checks what AWS checks of the role. */
  private checked(properties: Properties): FunctionConfiguration {
    const configuration = readConfiguration(properties);
    const { roleArn, inVpc } = configuration;
    if (!this.options.iam.trusts(roleArn, 'lambda.amazonaws.com')) {
      throw new ServiceError('InvalidParameterValueException', 'The role defined for the function cannot be assumed by Lambda.');
    }
    if (inVpc && !this.options.iam.allows(roleArn, 'ec2:CreateNetworkInterface', '*')) {
      throw new ServiceError('InvalidParameterValueException', 'The provided execution role does not have permissions to call CreateNetworkInterface on EC2');
    }
    return configuration;
  }
}
