import { type GateCredentialsProperties, type ProbeCredentials, type SecretCredentials } from '../../../lib/gates/contract';
import { type CacheGroup } from './cache-group';
import { asksForCredentials, isEncrypted } from './demanded-evidence';
import { type SecretReader, type SecretText } from './secret-reader';

/** With what the probe authenticates in one look. */
export type LookCredentials =
  | { readonly kind: 'none' }
  /** `isStale`: whether meanwhile the secret holds another password. */
  | { readonly kind: 'given'; readonly credentials: ProbeCredentials; readonly isStale: () => Promise<boolean> }
  /** No waiting helps. */
  | { readonly kind: 'refused'; readonly message: string };

/** Credentials, read anew at each look, so that a rotation does no harm. None where the group asks for none. */
export async function credentialsFor(
  given: GateCredentialsProperties | undefined,
  { id, group }: { readonly id: string; readonly group: CacheGroup },
  secrets: SecretReader,
): Promise<LookCredentials> {
  // without TLS nobody asks, and they would travel in the clear
  if (!given || !isEncrypted(group) || (group.authentication !== undefined && !asksForCredentials(group))) return { kind: 'none' };
  if (given.Kind === 'IAM') {
    if (group.authentication === 'token') return refused('the replication group has an AUTH token, with which no user of IAM gets in: give the gate the secret that holds the token');
    return { kind: 'given', credentials: { kind: 'iam', userId: given.UserId, replicationGroupId: id }, isStale: () => Promise.resolve(false) };
  }
  const secret = await secrets.read(given.SecretArn);
  const credentials = passwordIn(secret, given);
  if (credentials === undefined) return refused(`the secret ${given.SecretArn} ${whatIsMissing(given)}`);
  const isStale = async (): Promise<boolean> => (await secrets.read(given.SecretArn)).versionId !== secret.versionId;
  return { kind: 'given', credentials, isStale };
}

/** Nothing if the secret does not hold what it should. */
function passwordIn({ text }: SecretText, { UserName, UserNameField, PasswordField }: SecretCredentials): ProbeCredentials | undefined {
  const password = PasswordField === undefined ? text : fieldIn(text, PasswordField);
  const userName = UserNameField === undefined ? UserName : fieldIn(text, UserNameField);
  if (password === '' || password === undefined || (UserNameField !== undefined && !userName)) return undefined;
  return { kind: 'password', password, ...(userName !== undefined && { userName }) };
}

function fieldIn(text: string, name: string): string | undefined {
  try {
    const fields = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const value = fields?.[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    // the error would quote the secret
    return undefined;
  }
}

/** Never shows what is there. */
function whatIsMissing({ PasswordField, UserNameField }: SecretCredentials): string {
  const fields = [PasswordField, UserNameField].filter((name) => name !== undefined).map((name) => JSON.stringify(name));
  return fields.length === 0 ? 'holds no text: it must be the password' : `must be JSON with the field${fields.length > 1 ? 's' : ''} ${fields.join(' and ')}`;
}

function refused(message: string): LookCredentials {
  return { kind: 'refused', message };
}
