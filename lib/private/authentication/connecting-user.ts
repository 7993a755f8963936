import { createHash } from 'node:crypto';
import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import { type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import { AccessString } from '../../replication-group/authentication/access-string';
import { type ConnectOptions } from '../../replication-group/authentication/connect-options';
import { type CatalogueEntry } from '../error-catalogue';
import { ReplicationGroupValidationError } from '../validation-error';
import { CONNECT_GRANTEE_UNNAMED, CONNECT_NEEDS_IAM, CONNECT_OPTIONS_CONTRADICTORY, USER_ID_MALFORMED } from './authentication-errors';
import { IamUserGroup } from './iam-user-group';
import { userIdProblem } from './user-id';

/** Something that clients connect to: a replication group or a serverless cache, in whatever account and region it is. */
export interface ConnectTarget extends IConstruct {
  readonly env: { readonly account: string; readonly region: string };
}

/** A user for the policy and for the client. */
export interface ConnectingUser {
  readonly userId: string;
  readonly userArn: string;
}

/**
 * The user as which the grantee connects: one that is there, or a new one in the target's own user group.
 *
 * @throws ReplicationGroupValidationError with a code of `CONNECT_...` or `USER_ID_MALFORMED`
 */
export function connectingUserFor(target: ConnectTarget, grantee: IGrantable, options: ConnectOptions): ConnectingUser {
  const { userId, existingUserId, accessString } = options;
  if (existingUserId !== undefined) {
    if (userId !== undefined || accessString !== undefined) {
      const message =
        `existingUserId is ${JSON.stringify(existingUserId)} together with userId or accessString, but a user that is there ` +
        'already has its own id and rights: leave those out, or leave out existingUserId for a new user';
      throw errorOf(target, CONNECT_OPTIONS_CONTRADICTORY, message);
    }
    return existingUser(target, existingUserId);
  }
  checkUserId(target, userId);
  const user = iamUsersOf(target).userFor({
    ...identify(target, grantee, userId),
    userId,
    access: (accessString ?? AccessString.readWrite()).withClientCommands(),
  });
  return { userId: user.ref, userArn: CfnUser.arnForUser(user) };
}

function iamUsersOf(target: ConnectTarget): IamUserGroup {
  const users = IamUserGroup.findOf(target);
  if (users === undefined) {
    const noun = 'serverlessCacheRef' in target ? 'cache' : 'group';
    const message =
      `connect() is to make a user, but this ${noun} has no user group of its own with IAM: use Authentication.iam(), or name a ` +
      'user of its user group with existingUserId';
    throw errorOf(target, CONNECT_NEEDS_IAM, message);
  }
  return users;
}

function existingUser(target: ConnectTarget, userId: string): ConnectingUser {
  const userArn = Stack.of(target).formatArn({
    service: 'elasticache',
    resource: 'user',
    resourceName: userId,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    account: target.env.account,
    region: target.env.region,
  });
  return { userId, userArn };
}

/** Who is who: the role, so that a function and its role are one. */
function identify(target: ConnectTarget, grantee: IGrantable, userId: string | undefined): { readonly key: string; readonly label: string } {
  if (userId !== undefined && !Token.isUnresolved(userId)) {
    return { key: userId, label: userId };
  }
  const identity = [grantee.grantPrincipal, grantee].find((candidate) => Construct.isConstruct(candidate));
  if (identity === undefined) {
    const message = 'the grantee of connect() is no construct, from which an id for its user could be made: give it a userId';
    throw errorOf(target, CONNECT_GRANTEE_UNNAMED, message);
  }
  const path = identity.node.path;
  return { key: createHash('sha256').update(path).digest('hex').slice(0, 8), label: path };
}

function checkUserId(target: ConnectTarget, userId: string | undefined): void {
  if (userId === undefined || Token.isUnresolved(userId)) {
    return;
  }
  const problem = userIdProblem(userId);
  if (problem !== undefined) {
    throw errorOf(target, USER_ID_MALFORMED, `${problem}: change it, or leave it out for a generated one`);
  }
}

function errorOf(target: ConnectTarget, { code }: CatalogueEntry, message: string): ReplicationGroupValidationError {
  return new ReplicationGroupValidationError(target, [{ code, message }]);
}
