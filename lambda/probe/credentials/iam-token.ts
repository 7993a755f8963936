import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { type SigningKeys } from './signing-keys';

/** Who logs in to which replication group. */
export interface IamLogin {
  /** Id of the ElastiCache user, which is its name too. */
  readonly userId: string;
  /** Id of the replication group; not its endpoint. */
  readonly replicationGroupId: string;
}

/** ElastiCache accepts no longer one. */
const VALID_SECONDS = 900;

/**
 * The password of a user who authenticates with IAM: a request to connect, signed with the keys of a role that has
 * `elasticache:Connect`. Nothing is sent to anybody. ElastiCache keeps both ids in lower case, and they are part of what is
 * signed.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export async function iamToken({ userId, replicationGroupId }: IamLogin, keys: SigningKeys, now = new Date()): Promise<string> {
  const { region, ...credentials } = keys;
  const signer = new SignatureV4({ service: 'elasticache', region, credentials, sha256: Sha256 });
  const hostname = replicationGroupId.toLowerCase();
  const request = new HttpRequest({
    method: 'GET',
    protocol: 'http:',
    hostname,
    path: '/',
    headers: { host: hostname },
    query: { Action: 'connect', User: userId.toLowerCase() },
  });
  const { query = {} } = await signer.presign(request, { expiresIn: VALID_SECONDS, signingDate: now });
  const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return `${hostname}/?${pairs.join('&')}`;
}
