import { ArnFormat, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { resourceOf } from './gated-group';
import { takeConditionOf } from './group-condition';
import { acknowledgeOwnFindings, wildcardFinding } from './own-findings';
import { readSecret } from './secret-statements';

export interface GroupAccessProps {
  readonly group: IReplicationGroupRef;
  readonly role: IRole;
}

/**
 * What the control side may do for the gates on one replication group.
 *
 * A policy of its own, on which the custom resources depend: it exists before a gate first runs and until its Delete is
 * answered. One policy for all groups would tie the groups to each other, and a group behind the gate of another group
 * could not be deployed.
 */
export class GroupAccess extends Construct {
  /** Depend on this before you ask the control side anything. */
  public readonly policy: Policy;

  private readonly secrets = new Set<ISecret>();

  public constructor(scope: Construct, id: string, { group, role }: GroupAccessProps) {
    super(scope, id);
    const members = arnOfMembers(this, group);
    this.policy = new Policy(this, 'Policy', {
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['elasticache:DescribeReplicationGroups'],
          resources: [CfnReplicationGroup.arnForReplicationGroup(group)],
        }),
        new PolicyStatement({ actions: ['elasticache:DescribeCacheClusters'], resources: [members] }),
      ],
    });
    const { defaultChild } = this.policy.node;
    if (CfnResource.isCfnResource(defaultChild)) {
      takeConditionOf(resourceOf(group), defaultChild);
    }
    acknowledgeOwnFindings(this, {
      [wildcardFinding(this, members)]: 'ElastiCache chooses the names of the members of a group, all of which the gate describes',
    });
  }

  /** Lets the control side read a secret, and use its key. */
  public allowSecret(secret: ISecret): void {
    if (!this.secrets.has(secret)) {
      this.secrets.add(secret);
      this.policy.addStatements(...readSecret(this, secret));
    }
  }
}

/** ElastiCache names the members `<group>-001`, or `<group>-0001-001` with shards. */
function arnOfMembers(scope: Construct, group: IReplicationGroupRef): string {
  return Stack.of(scope).formatArn({
    service: 'elasticache',
    resource: 'cluster',
    resourceName: `${group.replicationGroupRef.replicationGroupId}-*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
