import { devNull } from 'node:os';
import { OFFLINE_CREDENTIALS } from './offline-credentials';

export interface ChildEnvironmentOptions {
  /** The front door's `url`. */
  readonly endpointUrl: string;
  readonly region: string;
  /** Where the CDK CLI may keep its caches; give a temporary folder, otherwise it writes to the home folder. */
  readonly cdkHome?: string;
  /** What the child inherits from. @default process.env */
  readonly parent?: NodeJS.ProcessEnv;
}

/** Anything of these could lead a child to a real account, to another endpoint or out of this machine. */
const DANGEROUS = /^(AWS_|CDK_|(HTTP|HTTPS|ALL|NO)_PROXY$|NODE_USE_ENV_PROXY$)/i;

/**
 * The environment of every child of a rehearsal: all AWS traffic goes to the front door, and no profile,
 * credentials file, metadata service or proxy of the developer can be reached.
 */
export function childEnvironment(options: ChildEnvironmentOptions): Record<string, string> {
  const inherited = Object.entries(options.parent ?? process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !DANGEROUS.test(entry[0]),
  );
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: options.endpointUrl,
    AWS_ACCESS_KEY_ID: 'AKIAREHEARSAL',
    AWS_SECRET_ACCESS_KEY: OFFLINE_CREDENTIALS.user.secretAccessKey,
    AWS_REGION: options.region,
    AWS_DEFAULT_REGION: options.region,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    NO_PROXY: '127.0.0.1',
    ...(options.cdkHome === undefined ? {} : { CDK_HOME: options.cdkHome }),
  };
}
