import { Token } from 'aws-cdk-lib';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { USER_ID_MALFORMED } from '../private/authentication/authentication-errors';
import { userIdProblem } from '../private/authentication/user-id';
import { CodedError } from '../private/coded-error';
import { CREDENTIALS_CONTRADICTORY } from './private/credential-errors';
import { type CredentialsMethod } from './private/credentials-method';
import { type SecretCredentialsOptions } from './secret-credentials-options';

/**
 * How a gate proves to the nodes who it is, where the group asks. Without credentials a gate on such a group ends with the TLS
 * handshake: `Evidence.HANDSHAKE`.
 *
 * The user needs no more than `AccessString.gateProbe()`, and no keys.
 */
export class GateCredentials {
  /**
   * With a password that a secret holds: an AUTH token, or that of a user.
   *
   * The secret is read anew at each look, so that a rotation does no harm. The gate gets the right to read it, and to use its key;
   * the password is in no template and in no log.
   *
   * @param secret the password as a text, or a JSON object with it
   * @param options where in the secret the password is, and whose it is
   * @throws `CodedError` (`CredentialsContradictory`)
   */
  public static secret(secret: ISecret, options: SecretCredentialsOptions = {}): GateCredentials {
    if (options.userName !== undefined && options.userNameField !== undefined) {
      throw new CodedError(
        CREDENTIALS_CONTRADICTORY.code,
        `userName is ${JSON.stringify(options.userName)} and userNameField is ${JSON.stringify(options.userNameField)}, but the name ` +
          'is either known or in the secret: leave out one of them',
      );
    }
    return new GateCredentials({ kind: 'secret', secret, options });
  }

  /**
   * With the AWS identity of the function that asks the nodes, as a user of the group with IAM as its authentication mode. The gate
   * gets the right to connect as this user; it signs its own tokens.
   *
   * A `ReplicationGroup` with `Authentication.iam()` makes such a user for its gates.
   *
   * @param userId id and name of the user, which must be in the user group of the replication group
   * @throws `CodedError` (`UserIdMalformed`)
   */
  public static iam(userId: string): GateCredentials {
    const problem = Token.isUnresolved(userId) ? undefined : userIdProblem(userId);
    if (problem !== undefined) {
      throw new CodedError(USER_ID_MALFORMED.code, problem);
    }
    return new GateCredentials({ kind: 'iam', userId });
  }

  /** Not at all. */
  public static none(): GateCredentials {
    return new GateCredentials({ kind: 'none' });
  }

  /** @internal */
  public readonly _method: CredentialsMethod;

  private constructor(method: CredentialsMethod) {
    this._method = method;
  }
}
