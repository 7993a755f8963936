import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type GuardedNoun } from './guarded-cache';
import { acknowledgeOwnFindings, wildcardFinding } from './own-findings';

export interface GuardAccessProps {
  readonly role: IRole;
  readonly noun: GuardedNoun;
}

/** What is described, and the kinds of resources for which the right to do so is asked. */
const DESCRIBED: Readonly<Record<GuardedNoun, readonly (readonly [string, string])[]>> = {
  'replication group': [
    ['elasticache:DescribeReplicationGroups', 'replicationgroup'],
    ['elasticache:DescribeCacheClusters', 'cluster'],
    ['elasticache:DescribeSnapshots', 'snapshot'],
  ],
  'serverless cache': [
    ['elasticache:DescribeServerlessCaches', 'serverlesscache'],
    ['elasticache:DescribeServerlessCacheSnapshots', 'serverlesscache'],
    ['elasticache:DescribeServerlessCacheSnapshots', 'serverlesscachesnapshot'],
  ],
};

/**
 * What the control side may do for the replacement guards of a stack, those of one kind of cache.
 *
 * A guard comes before its cache and must not refer to it: its id is found during the deployment. So these rights name no cache,
 * and are the same for all guards.
 */
export class GuardAccess extends Construct {
  /** Depend on this before you ask the control side anything. */
  public readonly policy: Policy;

  public constructor(scope: Construct, id: string, { role, noun }: GuardAccessProps) {
    super(scope, id);
    const described = DESCRIBED[noun].map(([action, resource]) => [action, anyOf(this, resource)] as const);
    this.policy = new Policy(this, 'Policy', {
      roles: [role],
      statements: [
        new PolicyStatement({ actions: ['cloudformation:DescribeStackResource'], resources: [Stack.of(this).stackId] }),
        ...described.map(([action, resource]) => new PolicyStatement({ actions: [action], resources: [resource] })),
        new PolicyStatement({ actions: ['cloudwatch:GetMetricData'], resources: ['*'] }),
      ],
    });
    const reason = 'a guard comes before its cache, whose id is found during the deployment; it only describes';
    acknowledgeOwnFindings(this, {
      ...Object.fromEntries(described.map(([, resource]) => [wildcardFinding(this, resource), reason])),
      [wildcardFinding(this, '*')]: 'CloudWatch takes no narrower resource; a guard reads how many bytes the nodes use',
    });
  }
}

/** Everything of this kind in the account and region. */
function anyOf(scope: Construct, resource: string): string {
  return Stack.of(scope).formatArn({
    service: 'elasticache',
    resource,
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
