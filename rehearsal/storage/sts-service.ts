import { OFFLINE_CREDENTIALS } from '../http/offline-credentials';
import { requiredText } from '../http/query-parameters';
import { queryService } from '../http/query-service';
import { type Service } from '../http/service';

const HOUR_MILLIS = 3_600_000;

/** Security Token Service: every role may be assumed by the CDK CLI. */
export function stsService(account: string): Service {
  return queryService('sts', {
    GetCallerIdentity: (_parameters, caller) => ({
      Account: account,
      Arn: caller?.roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/') ?? `arn:aws:iam::${account}:user/rehearsal`,
      UserId: 'AIDAREHEARSAL',
    }),
    AssumeRole: (parameters) => ({
      AssumedRoleUser: { Arn: requiredText(parameters, 'RoleArn'), AssumedRoleId: `AROAREHEARSAL:${requiredText(parameters, 'RoleSessionName')}` },
      Credentials: {
        AccessKeyId: 'ASIAREHEARSAL',
        SecretAccessKey: OFFLINE_CREDENTIALS.assumedRole.secretAccessKey,
        SessionToken: OFFLINE_CREDENTIALS.assumedRole.sessionToken,
        Expiration: new Date(Date.now() + HOUR_MILLIS),
      },
    }),
  });
}
