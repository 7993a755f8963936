import { type AddressFamilyName, type EvidenceName, type GateCredentialsProperties, type ProbePurpose } from '../../../lib/gates/contract';
import { type RawProperties } from '../gate-event';
import { nonEmpty, positiveInteger, type PropertyReader } from '../property-reader';

/** What a gate wants to know of the nodes of a group. */
export interface NodeQuestion extends NodeWait {
  readonly replicationGroupId: string;
  readonly purpose: ProbePurpose;
}

/** What the properties of every gate that asks nodes say. */
export interface NodeWait {
  readonly targetFamily: AddressFamilyName;
  readonly probeFunctionArn: string;
  readonly timeoutMillis: number;
  readonly pollIntervalMillis: number;
  readonly minimumEvidence: EvidenceName | undefined;
  readonly credentials: GateCredentialsProperties | undefined;
}

/** Nothing if something is wrong, which is then in `reader.problems`. */
export function readNodeWait(reader: PropertyReader): NodeWait | undefined {
  const targetFamily = reader.read('TargetFamily', familyIn, '"ipv4" or "ipv6"');
  const probeFunctionArn = reader.read('ProbeFunctionArn', nonEmpty, 'the ARN of the function that asks the nodes');
  const timeoutSeconds = reader.read('TimeoutSeconds', positiveInteger, 'a whole number of seconds, at least 1');
  const pollIntervalMillis = reader.read('PollIntervalMillis', positiveInteger, 'a whole number of milliseconds, at least 1');
  const minimumEvidence = reader.readIfSet('MinimumEvidence', evidenceIn, '"REPORTED", "RESOLVED", "CONNECTED", "HANDSHAKE" or "ANSWERED"');
  const credentials = reader.readNested('Credentials', credentialsIn, 'a secret with its ARN, or a user of IAM with its id');
  if (!targetFamily || !probeFunctionArn || !timeoutSeconds || !pollIntervalMillis || reader.problems.length > 0) return undefined;
  return { targetFamily, probeFunctionArn, timeoutMillis: timeoutSeconds * 1000, pollIntervalMillis, minimumEvidence, credentials };
}

function familyIn(text: string): AddressFamilyName | undefined {
  return text === 'ipv4' || text === 'ipv6' ? text : undefined;
}

const EVIDENCE: ReadonlySet<string> = new Set<EvidenceName>(['REPORTED', 'RESOLVED', 'CONNECTED', 'HANDSHAKE', 'ANSWERED']);

function evidenceIn(text: string): EvidenceName | undefined {
  return isEvidence(text) ? text : undefined;
}

function isEvidence(text: string): text is EvidenceName {
  return EVIDENCE.has(text);
}

function credentialsIn({ Kind, SecretArn, UserId, UserName, PasswordField, UserNameField }: RawProperties): GateCredentialsProperties | undefined {
  if (Kind === 'IAM' && isText(UserId)) return { Kind, UserId };
  if (Kind !== 'SECRET' || !isText(SecretArn)) return undefined;
  return {
    Kind,
    SecretArn,
    ...(isText(UserName) && { UserName }),
    ...(isText(PasswordField) && { PasswordField }),
    ...(isText(UserNameField) && { UserNameField }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
