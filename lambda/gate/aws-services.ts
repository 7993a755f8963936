import { setTimeout } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CloudFormationResources } from './cloudformation-resources';
import { CloudFormationStacks } from './cloudformation-stacks';
import { LONGEST_ANSWER_MILLIS } from './condition/condition-gate';
import { LambdaCondition } from './condition/lambda-condition';
import { logToStdout } from './gate-log';
import { CloudWatchUsage } from './guard/cloudwatch-usage';
import { ElastiCacheLiveGroups } from './guard/elasticache-live-groups';
import { ElastiCacheServerlessCaches } from './guard/elasticache-serverless-caches';
import { type AllServices } from './kind-of';
import { ElastiCacheGroups } from './nodes/elasticache-groups';
import { LambdaProbe } from './nodes/lambda-probe';
import { PROBE_SLICE_MILLIS } from './nodes/probe-slice';
import { SecretsManagerSecrets } from './nodes/secrets-manager-secrets';

/** A cold start in a VPC, and the way there and back. */
const INVOKE_SLACK_MILLIS = 30_000;

/** Without a limit a request that hangs would hold the gate until the function times out, and that fails the deployment. */
const DESCRIBE = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 3000, requestTimeout: 8000, throwOnRequestTimeout: true },
};

/** An invocation that is repeated blindly would watch twice. */
const INVOKE = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 3000,
    requestTimeout: PROBE_SLICE_MILLIS + INVOKE_SLACK_MILLIS,
    throwOnRequestTimeout: true,
  },
};

/** The function of somebody else may take long, and be called again soon. */
const ASK = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 3000, requestTimeout: LONGEST_ANSWER_MILLIS, throwOnRequestTimeout: true },
};

let services: AllServices | undefined;

/** The real services; one set for all invocations of a function, so that connections are reused. */
export function awsServices(): AllServices {
  services ??= newServices();
  return services;
}

function newServices(): AllServices {
  const cloudFormation = new CloudFormationClient(DESCRIBE);
  const elastiCache = new ElastiCacheClient(DESCRIBE);
  return {
    stacks: new CloudFormationStacks(cloudFormation),
    resources: new CloudFormationResources(cloudFormation),
    groups: new ElastiCacheGroups(elastiCache),
    live: new ElastiCacheLiveGroups(elastiCache),
    serverless: new ElastiCacheServerlessCaches(elastiCache),
    usage: new CloudWatchUsage(new CloudWatchClient(DESCRIBE), Date.now),
    probe: new LambdaProbe(new LambdaClient(INVOKE)),
    condition: new LambdaCondition(new LambdaClient(ASK)),
    pause: (millis) => setTimeout(millis),
    secrets: new SecretsManagerSecrets(new SecretsManagerClient(DESCRIBE)),
    log: logToStdout,
    now: Date.now,
  };
}
