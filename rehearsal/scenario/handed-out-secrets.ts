import { OFFLINE_CREDENTIALS } from '../http/offline-credentials';
import { type Secret } from './secret-search';

/** The keys of everybody who calls the offline AWS. */
export function offlineKeys(): readonly Secret[] {
  const { user, assumedRole, function: ofFunction } = OFFLINE_CREDENTIALS;
  const keys = [user, assumedRole, ofFunction].map(({ secretAccessKey }) => ({ kind: 'secret access key', value: secretAccessKey }));
  const tokens = [assumedRole, ofFunction].map(({ sessionToken }) => ({ kind: 'session token', value: sessionToken }));
  return [...keys, ...tokens];
}

/** What lets somebody answer for a custom resource. */
export function secretsOfUrl(responseUrl: string): readonly Secret[] {
  return [
    { kind: 'response URL', value: responseUrl },
    { kind: 'token of a response URL', value: new URL(responseUrl).searchParams.get('X-Amz-Signature') ?? '' },
  ];
}
