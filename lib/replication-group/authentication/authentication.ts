import { type SecretValue } from 'aws-cdk-lib';
import { CfnUserGroup, type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type AuthenticationMethod } from '../../private/authentication/authentication-method';
import { Construct } from 'constructs';
import { tokenLengthProblems } from '../../private/authentication/token-length';
import { CodedError } from '../../private/coded-error';
import { AUTH_TOKEN_IN_CLEAR_TEXT, isClearText } from '../../private/group-rules/authentication-rules';
import { type GeneratedAuthTokenOptions } from './generated-auth-token-options';
import { type INamedUserGroup } from './named-user-group';

/**
 * How the clients of a replication group prove who they are. All ways need in-transit encryption.
 *
 * To add an AUTH token, and to change from one to anything else, makes CloudFormation replace the group.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-redis.html
 */
export class Authentication {
  /**
   * With their AWS identity: no passwords, tokens of 15 minutes, a user with rights of its own for every client.
   *
   * Makes a user group in which the user `default` is off; `grants.connect()` adds the users. Needs Valkey 7.2 or Redis
   * OSS 7.0, and `TransitEncryption.REQUIRED`.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
   */
  public static iam(): Authentication {
    return new Authentication({ kind: 'iam' });
  }

  /**
   * With one password for everybody, an AUTH token: `AuthToken`.
   *
   * @param token 16 to 128 printable characters, of the special ones only `! & # $ ^ < > -`; for example
   *   `SecretValue.secretsManager('cache-token')`
   * @throws `CodedError` (`AuthTokenInClearText`) for a token that would stand in the template for everybody to read
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
   */
  public static authToken(token: SecretValue): Authentication {
    if (isClearText(token.unsafeUnwrap())) {
      throw new CodedError(
        AUTH_TOKEN_IN_CLEAR_TEXT.code,
        'the AUTH token would stand in the template in clear text: use Authentication.generatedAuthToken(), or keep it in ' +
          'Secrets Manager and use Authentication.authTokenFromSecret()',
      );
    }
    return new Authentication({ kind: 'authToken', token });
  }

  /**
   * With one password for everybody, an AUTH token, that a secret holds: `AuthToken`.
   *
   * CloudFormation reads the secret when it makes the group; it does not notice when the secret changes.
   *
   * @param secret 16 to 128 printable characters, of the special ones only `! & # $ ^ < > -`
   * @param jsonField the field with the token, if the secret is a JSON object; by default the secret is the token
   */
  public static authTokenFromSecret(secret: ISecret, jsonField?: string): Authentication {
    const token = jsonField === undefined ? secret.secretValue : secret.secretValueFromJson(jsonField);
    return new Authentication({ kind: 'authToken', token, secret, jsonField });
  }

  /**
   * With one password for everybody, an AUTH token, that Secrets Manager makes up: `AuthToken`. The group has the secret as
   * `authTokenSecret`.
   *
   * @param options how the token is made
   * @throws `CodedError` (`AuthTokenLengthOutOfRange`)
   */
  public static generatedAuthToken(options: GeneratedAuthTokenOptions = {}): Authentication {
    for (const { code, message } of tokenLengthProblems(options.length)) {
      throw new CodedError(code, message);
    }
    return new Authentication({ kind: 'generatedAuthToken', options });
  }

  /**
   * As the users of a user group that somebody else made: `UserGroupIds`. Needs `TransitEncryption.REQUIRED`.
   *
   * A group of engine Redis OSS must have a user named `default`; one of engine Valkey may have only users with passwords or
   * IAM, and does not fit a cache of engine Redis OSS.
   *
   * @param userGroup the L1 or any other `IUserGroupRef`, a `UserGroup` of `@aws-cdk/aws-elasticache-alpha`, or the id
   */
  public static userGroup(userGroup: IUserGroupRef | INamedUserGroup | string): Authentication {
    return new Authentication({ kind: 'userGroup', userGroupId: userGroupIdOf(userGroup) });
  }

  /** Not at all: whoever reaches the port may do everything. Leave it to security groups. */
  public static none(): Authentication {
    return new Authentication({ kind: 'none' });
  }

  /** @internal */
  public readonly _method: AuthenticationMethod;

  private constructor(method: AuthenticationMethod) {
    this._method = method;
  }
}

function userGroupIdOf(userGroup: IUserGroupRef | INamedUserGroup | string): string {
  if (typeof userGroup === 'string') {
    return userGroup;
  }
  // a construct may know its name before there is the user group of that name: the reference makes the cache wait for it
  const resource = Construct.isConstruct(userGroup) ? userGroup.node.defaultChild : undefined;
  if (CfnUserGroup.isCfnUserGroup(resource)) {
    return resource.ref;
  }
  return 'userGroupRef' in userGroup ? userGroup.userGroupRef.userGroupId : userGroup.userGroupName;
}
