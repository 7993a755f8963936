/**
 * Where in a secret the password is, and whose it is.
 */
export interface SecretCredentialsOptions {
  /**
   * Name of the user. Not together with `userNameField`.
   *
   * @default - the user `default`, as with an AUTH token
   */
  readonly userName?: string;

  /**
   * The field with the password, if the secret is a JSON object.
   *
   * @default - the secret is the password
   */
  readonly passwordField?: string;

  /**
   * The field with the name of the user, if the secret is a JSON object. Not together with `userName`.
   *
   * @default - none
   */
  readonly userNameField?: string;
}
