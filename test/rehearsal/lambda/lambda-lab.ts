import { strToU8, zipSync } from 'fflate';
import { type Properties, type ResourceProvider, type ResourceState } from '../../../rehearsal/cloudformation/resource-provider';
import { type FrontDoor, startFrontDoor } from '../../../rehearsal/http/front-door';
import { Iam } from '../../../rehearsal/iam/iam';
import { LambdaFunctions } from '../../../rehearsal/lambda/lambda-functions';
import { type FunctionNetwork } from '../../../rehearsal/lambda/process-environment';
import { lambdaService } from '../../../rehearsal/lambda/lambda-service';
import { contextOf } from '../resource-context';

/** What the lab is told that it does not have itself. */
export interface LabOptions {
  readonly vpcFunctionsReachAws?: boolean;
  readonly network?: () => FunctionNetwork;
}

/** Functions, roles and a front door, with short ways to make and call functions. */
export class LambdaLab {
  public readonly lines: string[] = [];
  /** Bodies that were PUT to the host of custom resources' answers. */
  public readonly responses: string[] = [];
  public readonly iam = new Iam((source, line) => this.lines.push(`${source}: ${line}`));
  public readonly assets = new Map<string, Buffer>();
  public readonly functions: LambdaFunctions;
  public frontDoor!: FrontDoor;

  private constructor(options: LabOptions) {
    this.functions = new LambdaFunctions({
      ...options,
      endpointUrl: () => this.frontDoor.url,
      readAsset: (bucket, key) => this.assets.get(`${bucket}/${key}`),
      iam: this.iam,
      log: (source, line) => this.lines.push(`${source}: ${line}`),
    });
  }

  public static async open(options: LabOptions = {}): Promise<LambdaLab> {
    const lab = new LambdaLab(options);
    lab.frontDoor = await startFrontDoor({
      services: [lambdaService(lab.functions, lab.iam, (source, line) => lab.lines.push(`${source}: ${line}`))],
      callers: lab.functions,
      onResponse: (_token, body) => {
        lab.responses.push(body.toString());
        return true;
      },
      log: () => undefined,
    });
    return lab;
  }

  public async close(): Promise<void> {
    this.functions.close();
    await this.frontDoor.close();
  }

  /** A role that its service may assume; gives its ARN. */
  public async role(logicalId: string, statements: readonly object[] = [], service = 'lambda.amazonaws.com'): Promise<string> {
    const state = await this.provider('AWS::IAM::Role').create(
      {
        AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }] },
        Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: statements } }],
      },
      contextOf('AWS::IAM::Role', logicalId),
    );
    return String(state.attributes['Arn']);
  }

  /** Creates a function of these files and gives its state. */
  public async create(logicalId: string, files: Readonly<Record<string, string>>, properties: Properties = {}): Promise<ResourceState> {
    return this.functions.provider().create(
      { Role: properties['Role'] ?? (await this.role(`${logicalId}Role`)), ...this.properties(files), ...properties },
      contextOf('AWS::Lambda::Function', logicalId),
    );
  }

  public properties(files: Readonly<Record<string, string>>): Properties {
    const key = `asset${this.assets.size}.zip`;
    this.assets.set(`assets/${key}`, Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))));
    return { Runtime: 'nodejs24.x', Handler: 'index.handler', Timeout: 20, Code: { S3Bucket: 'assets', S3Key: key } };
  }

  /** Invokes and gives the parsed answer. */
  public async call(state: ResourceState, event: unknown = {}): Promise<{ failed: boolean; value: unknown }> {
    const { failed, payload } = await this.functions.invoke(state.physicalId, JSON.stringify(event));
    return { failed, value: JSON.parse(payload) };
  }

  private provider(type: string): ResourceProvider {
    const provider = this.iam.providers[type];
    if (provider === undefined) throw new Error(`no provider of ${type}`);
    return provider;
  }
}
