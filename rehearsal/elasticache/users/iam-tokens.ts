import { createHash } from 'node:crypto';
import { iamToken } from '../../../lambda/probe/credentials/iam-token';
import { OFFLINE_CREDENTIALS } from '../../http/offline-credentials';
import { type Caller } from '../../http/service';
import { type Iam } from '../../iam/iam';
import { type CacheUser } from './cache-user';
import { whyTokenIsRefused } from './verify-iam-token';

export interface IamTokensOptions {
  /** Everybody who could sign a token. */
  readonly callers: () => readonly (Caller & { readonly accessKeyId: string })[];
  readonly iam: Pick<Iam, 'allows'>;
  readonly region: string;
  readonly account: string;
}

const KEYS = OFFLINE_CREDENTIALS.function;
/** Tokens are made ahead, so that a busy machine is not late. */
const AHEAD_SECONDS = 20;
/** A token is good for 900 s on AWS; the probe makes a new one for each connection. */
const BEHIND_SECONDS = 60;

/**
 * Real nodes can not check a signature. But whoever holds the keys of a role can sign only one token for a user, a group and
 * a second: these tokens, made ahead and checked as ElastiCache would, are the passwords of the user.
 */
export class IamTokens {
  /** By caller, user and group, then by second: the hash of a token. */
  private readonly hashes = new Map<string, Map<number, string>>();

  public constructor(private readonly options: IamTokensOptions) {}

  /** Hashes (SHA-256, hexadecimal) of all tokens with which this user gets in at this moment. */
  public async hashesFor({ userId }: CacheUser, replicationGroupId: string): Promise<readonly string[]> {
    const { iam, callers } = this.options;
    const allowed = callers().filter(({ roleArn }) => this.arnsOf(userId, replicationGroupId).every((arn) => iam.allows(roleArn, 'elasticache:Connect', arn)));
    const all = await Promise.all(allowed.map(({ accessKeyId }) => this.hashesOf(accessKeyId, userId, replicationGroupId)));
    return all.flat();
  }

  /** AWS wants the right to both. */
  private arnsOf(userId: string, replicationGroupId: string): readonly string[] {
    const { region, account } = this.options;
    return [`replicationgroup:${replicationGroupId}`, `user:${userId}`].map((name) => `arn:aws:elasticache:${region}:${account}:${name}`);
  }

  private async hashesOf(accessKeyId: string, userId: string, replicationGroupId: string): Promise<readonly string[]> {
    const key = [accessKeyId, userId, replicationGroupId].join(' ');
    const known = this.hashes.get(key) ?? new Map<number, string>();
    this.hashes.set(key, known);
    const now = Math.floor(Date.now() / 1000);
    for (const second of known.keys()) if (second < now - BEHIND_SECONDS) known.delete(second);
    for (let second = now - 1; second <= now + AHEAD_SECONDS; second++) {
      if (!known.has(second)) known.set(second, await this.hashAt(second, accessKeyId, userId, replicationGroupId));
    }
    return [...known.values()];
  }

  private async hashAt(second: number, accessKeyId: string, userId: string, replicationGroupId: string): Promise<string> {
    const { region } = this.options;
    const time = new Date(second * 1000);
    const keys = { accessKeyId, region, ...KEYS };
    const token = await iamToken({ userId, replicationGroupId }, keys, time);
    const refused = whyTokenIsRefused(token, { userId, replicationGroupId, ...keys }, time);
    if (refused !== undefined) throw new Error(`ElastiCache would refuse the token that the probe signs: ${refused}`);
    return createHash('sha256').update(token).digest('hex');
  }
}
