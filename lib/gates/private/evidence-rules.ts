import { isOlderThan } from '../../private/engine-version-number';
import { Evidence } from '../evidence';
import { type GatedGroup, type GateRule } from './gate-rule';

/** What can be proven of a group, and with which credentials. The handler judges the same by what the API tells. */
export const EVIDENCE_RULES: readonly GateRule<GatedGroup>[] = [
  {
    code: 'MinimumEvidenceOutOfReach',
    refuses: '`minimumEvidence` that the group and the credentials do not allow',
    problem: (group) => {
      const why = group.minimumEvidence === undefined ? undefined : whyOutOfReach(group, group.minimumEvidence);
      return why === undefined ? undefined : `minimumEvidence is "${group.minimumEvidence ?? ''}" but ${why}`;
    },
  },
  {
    code: 'CredentialsNeedTls',
    refuses: 'credentials for a group without in-transit encryption',
    problem: ({ credentials, isEncrypted }) =>
      credentials !== 'none' && isEncrypted === false
        ? `credentials are ${NAMES[credentials]} but the replication group has no in-transit encryption, where nobody is asked for ` +
          'any and they would travel in the clear: leave credentials out, or encrypt'
        : undefined,
  },
  {
    code: 'CredentialsDoNotFit',
    refuses: 'credentials of IAM for a group with an AUTH token',
    problem: ({ credentials, authentication }) =>
      credentials === 'iam' && authentication === 'token'
        ? 'credentials are a user of IAM but the replication group has an AUTH token, with which no such user gets in: use ' +
          'GateCredentials.secret() with the secret that holds the token'
        : undefined,
  },
  {
    code: 'IamCredentialsNeedNewerEngine',
    refuses: 'credentials of IAM for Valkey before 7.2 or Redis OSS before 7.0',
    problem: ({ credentials, engine, engineVersion }) =>
      credentials === 'iam' && engine !== undefined && engineVersion !== undefined && isTooOldForIam(engine, engineVersion)
        ? `credentials are a user of IAM but the replication group runs ${engine} ${engineVersion}, and IAM needs Valkey 7.2 or ` +
          'Redis OSS 7.0: use GateCredentials.secret(), or a newer engine'
        : undefined,
  },
];

const NAMES = { secret: 'a secret', iam: 'a user of IAM' } as const;

function whyOutOfReach(group: GatedGroup, minimum: Evidence): string | undefined {
  const { isEncrypted, clusterMode, authentication, credentials, purpose } = group;
  if (minimum === Evidence.HANDSHAKE && isEncrypted === false) {
    return 'the replication group has no in-transit encryption, so there is no TLS handshake: use Evidence.CONNECTED or Evidence.ANSWERED';
  }
  if (minimum === Evidence.REPORTED && purpose === 'reachability') {
    return 'before the change no node announces the family: use Evidence.CONNECTED, or leave it out';
  }
  if (minimum === Evidence.REPORTED && (isEncrypted === true || clusterMode === 'disabled')) {
    return 'nodes announce addresses only with cluster mode and without in-transit encryption: use Evidence.CONNECTED, or leave it out';
  }
  const isAsked = authentication === 'token' || authentication === 'users';
  return minimum === Evidence.ANSWERED && isAsked && credentials === 'none'
    ? 'the replication group asks for credentials and the gate has none: give it credentials, or use Evidence.HANDSHAKE'
    : undefined;
}

function isTooOldForIam(engine: string, version: string): boolean {
  return engine === 'valkey' ? isOlderThan(version, 7, 2) : isOlderThan(version, 7, 0);
}
