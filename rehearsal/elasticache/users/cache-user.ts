import { type Properties } from '../../cloudformation/resource-provider';
import { ServiceError } from '../../http/service';

/** A user of ElastiCache, as a node has to know it. */
export interface CacheUser {
  readonly userId: string;
  readonly userName: string;
  /** As in the ACL of the engine, such as `on ~app:* +@read`. */
  readonly accessString: string;
  readonly authentication: 'iam' | 'password' | 'no-password-required';
  readonly passwords: readonly string[];
}

/** Reads `AWS::ElastiCache::User`; throws what AWS refuses. */
export function readUser(userId: string, properties: Properties): CacheUser {
  const userName = textOf(properties['UserName']) ?? userId;
  const mode = properties['AuthenticationMode'] as Readonly<Record<string, unknown>> | undefined;
  const passwords = listOf(mode?.['Passwords'] ?? properties['Passwords']);
  const authentication = authenticationOf(mode, passwords, properties);
  if (authentication === 'iam' && userName !== userId) {
    throw new ServiceError('InvalidParameterCombination', `User name must be identical to the user id for users with IAM authentication: "${userName}" is not "${userId}".`);
  }
  if (authentication === 'password' && passwords.length === 0) {
    throw new ServiceError('InvalidParameterCombination', `User ${userId} has neither a password nor another way to authenticate.`);
  }
  return { userId, userName, accessString: textOf(properties['AccessString']) ?? 'off', authentication, passwords };
}

function authenticationOf(mode: Readonly<Record<string, unknown>> | undefined, passwords: readonly string[], { NoPasswordRequired }: Properties): CacheUser['authentication'] {
  const type = textOf(mode?.['Type']);
  if (type === 'iam' || type === 'password' || type === 'no-password-required') return type;
  if (type !== undefined) throw new ServiceError('InvalidParameterValue', `AuthenticationMode is "${type}": must be password, no-password-required or iam.`);
  return passwords.length === 0 && [true, 'true'].includes(NoPasswordRequired as boolean | string) ? 'no-password-required' : 'password';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
