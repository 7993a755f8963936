/** A secret as Secrets Manager holds it now. Never logged. */
export interface SecretText {
  readonly text: string;
  /** Another one after every change. */
  readonly versionId: string;
}

/** Reads secrets. */
export interface SecretReader {
  /** Rejects if the secret can not be read. */
  read(secretArn: string): Promise<SecretText>;
}
