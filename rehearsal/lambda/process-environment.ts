import { devNull } from 'node:os';
import { OFFLINE_CREDENTIALS } from '../http/offline-credentials';
import { type FunctionConfiguration } from './function-configuration';
import { runtimeModules } from './runtime-location';

/** What a function's process is told besides its configuration. */
export interface FunctionSurroundings {
  readonly functionName: string;
  readonly region: string;
  /** Names the function to the front door. */
  readonly accessKeyId: string;
  /** Where the process finds AWS. */
  readonly endpointUrl: string;
  readonly codeDirectory: string;
  readonly network: FunctionNetwork;
}

/** What a function finds on the network, beside AWS. */
export interface FunctionNetwork {
  /** The file of a name server; then its names are the only ones. */
  readonly names?: string | undefined;
  /** PEM file of an authority that is trusted beside the usual ones. */
  readonly authority?: string | undefined;
}

/** The whole environment of a function's process: what the template and the runtime say, nothing of this machine but the path. */
export function processEnvironment(configuration: FunctionConfiguration, surroundings: FunctionSurroundings): NodeJS.ProcessEnv {
  const { functionName, region, accessKeyId, endpointUrl, codeDirectory, network } = surroundings;
  return {
    ...(process.env['PATH'] === undefined ? {} : { PATH: process.env['PATH'] }),
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    ...(network.names === undefined ? {} : { OFFLINE_NAMES: network.names }),
    ...(network.authority === undefined ? {} : { NODE_EXTRA_CA_CERTS: network.authority }),
    ...configuration.environment,
    NODE_PATH: runtimeModules(),
    _HANDLER: configuration.handler,
    LAMBDA_TASK_ROOT: codeDirectory,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: OFFLINE_CREDENTIALS.function.secretAccessKey,
    AWS_SESSION_TOKEN: OFFLINE_CREDENTIALS.function.sessionToken,
    AWS_ENDPOINT_URL: endpointUrl,
    // Of this machine only the path is inherited, but the SDK would find a developer's profile without being told.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMebibytes),
    AWS_LAMBDA_LOG_GROUP_NAME: configuration.logGroup ?? `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'offline',
    AWS_LAMBDA_LOG_FORMAT: configuration.logFormat,
    AWS_LAMBDA_LOG_LEVEL: configuration.logLevel,
  };
}
