import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CloudFormationStacks } from './cloudformation-stacks';
import { ElastiCacheGroups } from './elasticache-groups';
import { logToStdout } from './gate-log';
import { type GateServices } from './gate-services';
import { CloudFormationResources } from './guard/cloudformation-resources';
import { CloudWatchUsage } from './guard/cloudwatch-usage';
import { ElastiCacheLiveGroups } from './guard/elasticache-live-groups';
import { type GuardServices } from './guard/guard-services';
import { LambdaProbe } from './lambda-probe';
import { PROBE_SLICE_MILLIS } from './probe-slice';

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

let services: GateServices | undefined;
let guardServices: GuardServices | undefined;

/** The real services; one set for all invocations of a function, so that connections are reused. */
export function awsServices(): GateServices {
  services ??= {
    stacks: new CloudFormationStacks(new CloudFormationClient(DESCRIBE)),
    groups: new ElastiCacheGroups(new ElastiCacheClient(DESCRIBE)),
    probe: new LambdaProbe(new LambdaClient(INVOKE)),
    log: logToStdout,
    now: Date.now,
  };
  return services;
}

/** The same for a replacement guard. */
export function awsGuardServices(): GuardServices {
  guardServices ??= {
    stacks: new CloudFormationStacks(new CloudFormationClient(DESCRIBE)),
    resources: new CloudFormationResources(new CloudFormationClient(DESCRIBE)),
    live: new ElastiCacheLiveGroups(new ElastiCacheClient(DESCRIBE)),
    usage: new CloudWatchUsage(new CloudWatchClient(DESCRIBE), Date.now),
    log: logToStdout,
    now: Date.now,
  };
  return guardServices;
}
