import { isOlderThan } from '../engine-version-number';
import { type GroupRule, known } from './group-rule';

/** What encryption demands, in transit and at rest. */
export const ENCRYPTION_RULES: readonly GroupRule[] = [
  {
    code: 'TransitEncryptionNotStated',
    refuses: 'Valkey without a word on in-transit encryption (raw `CfnReplicationGroup`, escape hatch)',
    problem: (facts) =>
      facts.engine === 'valkey' && facts.transitEncryptionEnabled === undefined
        ? 'engine is "valkey" but TransitEncryptionEnabled is not set, which Valkey needs to be told: ' +
          'set it to true, or to false for connections without TLS'
        : undefined,
  },
  {
    code: 'TransitEncryptionModeTooNew',
    refuses: '`TransitEncryption.PREFERRED` with Redis OSS before 7.0',
    problem: (facts) => {
      const version = known(facts.engineVersion);
      return facts.transitEncryptionMode === 'preferred' && version !== undefined && isOlderThan(version, 7, 0)
        ? `transitEncryption is "preferred" but the engine version is ${JSON.stringify(version)}, and versions before 7.0 know ` +
            'only all or nothing: use TransitEncryption.REQUIRED or DISABLED, or a newer engine'
        : undefined;
    },
  },
  {
    code: 'KmsKeyNeedsEncryption',
    refuses: '`encryptionKey` without encryption at rest',
    problem: ({ kmsKeyId, atRestEncryption }) =>
      kmsKeyId !== undefined && (atRestEncryption === false || atRestEncryption === undefined)
        ? 'encryptionKey (KmsKeyId) is set but atRestEncryption (AtRestEncryptionEnabled) is not true, so that there is nothing to encrypt ' +
          'with it: set it to true, or leave out the key'
        : undefined,
  },
];
