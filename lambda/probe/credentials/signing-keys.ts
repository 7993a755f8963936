/** The keys of the role that a function runs as, and the region that it runs in. */
export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
}

/** As Lambda puts them into the environment of every function. Read at each use: they are renewed. */
export function keysOfEnvironment(environment: NodeJS.ProcessEnv = process.env): SigningKeys {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = environment;
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  if (!accessKeyId || !secretAccessKey || !region) throw new NoSigningKeysError();
  return { accessKeyId, secretAccessKey, region, ...(sessionToken && { sessionToken }) };
}

/** Nobody can sign here. */
export class NoSigningKeysError extends Error {
  public override readonly name = 'NoSigningKeysError';
  public readonly code = 'NoSigningKeys';

  public constructor() {
    super('the environment holds no credentials of AWS or no region to sign a token with: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION');
  }
}
