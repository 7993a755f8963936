import { type Properties } from '../cloudformation/resource-provider';
import { ServiceError } from '../http/service';

/** The properties of `AWS::Lambda::Function` that matter here, read; numbers may come as text. */
export interface FunctionConfiguration {
  readonly roleArn: string;
  readonly runtime: string;
  readonly handler: string;
  readonly timeoutMillis: number;
  readonly memoryMebibytes: number;
  readonly architecture: Architecture;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: 'JSON' | 'Text';
  readonly logLevel: string;
  /** Where the function writes its log; absent: to one of its own. */
  readonly logGroup: string | undefined;
  readonly inVpc: boolean;
  readonly code: FunctionCode;
}

/** They have prices of their own; here all of them run on the processor of this machine. */
export type Architecture = 'x86_64' | 'arm64';

/** Where the code of a function is. */
export interface FunctionCode {
  /** The text of a single file. */
  readonly inline?: string | undefined;
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
}

interface WrittenFunction {
  readonly Role?: string;
  readonly Runtime?: string;
  readonly Handler?: string;
  readonly Timeout?: number | string;
  readonly MemorySize?: number | string;
  readonly Architectures?: readonly string[];
  readonly PackageType?: string;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
  readonly LoggingConfig?: { readonly LogGroup?: string; readonly LogFormat?: string; readonly ApplicationLogLevel?: string };
  readonly VpcConfig?: { readonly SubnetIds?: readonly string[] };
  readonly Code?: { readonly ZipFile?: string; readonly S3Bucket?: string; readonly S3Key?: string };
}

/** Reads the properties; throws what the offline AWS can not run. */
export function readConfiguration(properties: Properties): FunctionConfiguration {
  const written = properties as WrittenFunction;
  if (written.PackageType === 'Image' || written.Runtime?.startsWith('nodejs') !== true) {
    throw invalid(`the offline AWS runs zipped nodejs functions only, not ${written.PackageType ?? 'Zip'} with the runtime ${written.Runtime ?? '(none)'}`);
  }
  const variables = Object.entries(written.Environment?.Variables ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    roleArn: required(written.Role, 'Role'),
    runtime: written.Runtime ?? '',
    handler: required(written.Handler, 'Handler'),
    timeoutMillis: Number(written.Timeout ?? 3) * 1000,
    memoryMebibytes: Number(written.MemorySize ?? 128),
    architecture: written.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64',
    environment: Object.fromEntries(variables) as Record<string, string>,
    logFormat: written.LoggingConfig?.LogFormat === 'JSON' ? 'JSON' : 'Text',
    logLevel: written.LoggingConfig?.ApplicationLogLevel ?? 'INFO',
    logGroup: written.LoggingConfig?.LogGroup,
    inVpc: (written.VpcConfig?.SubnetIds ?? []).length > 0,
    code: { inline: written.Code?.ZipFile, bucket: written.Code?.S3Bucket, key: written.Code?.S3Key },
  };
}

function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw invalid(`1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`);
  return value;
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message, 400);
}
