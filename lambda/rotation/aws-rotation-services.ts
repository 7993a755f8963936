import { setTimeout as pause } from 'node:timers/promises';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { logToStdout } from '../gate/gate-log';
import { ElastiCacheTokenGroups } from './elasticache-token-groups';
import { type RotationServices } from './rotation-services';
import { SecretsManagerSecrets } from './secrets-manager-secrets';

const CALL = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 3000, requestTimeout: 8000, throwOnRequestTimeout: true },
};

let services: RotationServices | undefined;

/** The real services; one set for all invocations of a function, so that connections are reused. */
export function awsRotationServices(): RotationServices {
  services ??= {
    secrets: new SecretsManagerSecrets(new SecretsManagerClient(CALL)),
    groups: new ElastiCacheTokenGroups(new ElastiCacheClient(CALL)),
    log: logToStdout,
    now: Date.now,
    pause: async (millis) => {
      await pause(millis);
    },
  };
  return services;
}
