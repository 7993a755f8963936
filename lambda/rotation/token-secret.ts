/** What is known of a secret without reading it. */
export interface SecretState {
  /** Staging labels by version. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** When the last rotation was complete. */
  readonly lastRotatedAt: Date | undefined;
}

/** The label of the version that clients read. */
export const CURRENT = 'AWSCURRENT';
/** The label of the version that a rotation is about to make the current one. */
export const PENDING = 'AWSPENDING';
/** Our label: the token that may have been handed to the group. */
export const HANDING_OVER = 'ElastiCacheHandingOver';
/** Our label: the token that was handed to the group last. */
export const HANDED_OVER = 'ElastiCacheHandedOver';
/** Our label: the token besides which the group takes no other. */
export const ONLY_TOKEN = 'ElastiCacheOnlyToken';

/** The text of one version. */
export interface SecretText {
  readonly text: string;
  /** When the rotation that made the version began. */
  readonly createdAt: Date;
}

/** Secrets Manager, the parts that a rotation needs. All of them may be called again. */
export interface TokenSecrets {
  describe(secretId: string): Promise<SecretState>;
  /** The text of a version; nothing if there is no such version, or none with a text. */
  read(secretId: string, version: { readonly id: string } | { readonly label: string }): Promise<SecretText | undefined>;
  /** Gives the version of a rotation its text; nothing happens if it has one. */
  write(secretId: string, versionId: string, text: string): Promise<void>;
  /** Moves a label, wherever `state` says that it is. */
  label(secretId: string, state: SecretState, label: string, versionId: string): Promise<void>;
  /** Letters and digits, of each kind at least one. */
  newToken(length: number): Promise<string>;
}

export function holderOf({ labels }: SecretState, label: string): string | undefined {
  return [...labels].find(([, all]) => all.includes(label))?.[0];
}

export function hasLabel({ labels }: SecretState, versionId: string, label: string): boolean {
  return labels.get(versionId)?.includes(label) ?? false;
}
