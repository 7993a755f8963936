import { type AccessString } from './access-string';

/**
 * As which user a grantee connects, and what that user may do.
 */
export interface ConnectOptions {
  /**
   * What the user may do with keys and channels. The commands that client libraries need around it are added: see
   * `AccessString.withClientCommands()`.
   *
   * @default AccessString.readWrite()
   */
  readonly accessString?: AccessString;

  /**
   * Id and name of the new user, 1 to 40 lower-case letters, digits and single hyphens, beginning with a letter: `UserId` and
   * `UserName`. A change replaces the user.
   *
   * @default - made of the name of the grantee and a hash
   */
  readonly userId?: string;

  /**
   * A user that is there already, instead of a new one: of the user group of the group, with IAM as its authentication mode.
   * For groups that do not have `Authentication.iam()`, imported ones for example.
   *
   * @default - a new user
   */
  readonly existingUserId?: string;
}
