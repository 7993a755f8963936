import { CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { connectingUserFor } from '../private/authentication/connecting-user';
import { ConnectGrant } from './authentication/connect-grant';
import { type ConnectOptions } from './authentication/connect-options';

/**
 * Gives AWS identities rights on a replication group: as `grants` of a `ReplicationGroup`, or for any other group with
 * `fromReplicationGroup`.
 *
 * @example
 * import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
 * import { type IRole } from 'aws-cdk-lib/aws-iam';
 * import { ReplicationGroupGrants } from 'cdk-elasticache-dual-stack';
 *
 * declare const replicationGroup: IReplicationGroupRef;
 * declare const role: IRole;
 *
 * ReplicationGroupGrants.fromReplicationGroup(replicationGroup).describe(role);
 */
export class ReplicationGroupGrants {
  /**
   * The rights on any replication group.
   *
   * @param replicationGroup the group: owned, imported, or a raw `CfnReplicationGroup`
   */
  public static fromReplicationGroup(replicationGroup: IReplicationGroupRef): ReplicationGroupGrants {
    return new ReplicationGroupGrants(replicationGroup);
  }

  private constructor(private readonly replicationGroup: IReplicationGroupRef) {}

  /**
   * Lets the grantee connect with its AWS identity: makes a user for it, and allows `elasticache:Connect` on the group and on
   * the user. The way through the network is `connections.allowDefaultPortFrom()`.
   *
   * Called again for the same grantee, it finds the same user.
   *
   * @param grantee the role of the client, or something with a role
   * @param options as which user, and what that user may do
   * @throws `ReplicationGroupValidationError` (`ConnectNeedsIam`, `ConnectOptionsContradictory`, `ConnectUserExists`,
   *   `ConnectGranteeUnnamed`, `UserIdMalformed`)
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
   */
  public connect(grantee: IGrantable, options: ConnectOptions = {}): ConnectGrant {
    const { userId, userArn } = connectingUserFor(this.replicationGroup, grantee, options);
    const grant = Grant.addToPrincipal({
      grantee,
      actions: ['elasticache:Connect'],
      resourceArns: [this.arn, userArn],
    });
    return new ConnectGrant(userId, grant);
  }

  /**
   * Lets the grantee read the state, the endpoints and the members of the group: `elasticache:DescribeReplicationGroups`.
   *
   * @param grantee who is to read it
   */
  public describe(grantee: IGrantable): Grant {
    return this.actions(grantee, 'elasticache:DescribeReplicationGroups');
  }

  /**
   * Allows any actions on the group.
   *
   * @param grantee who is to be allowed
   * @param actions with their prefix, for example `elasticache:TestFailover`
   */
  public actions(grantee: IGrantable, ...actions: string[]): Grant {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.arn] });
  }

  private get arn(): string {
    return CfnReplicationGroup.arnForReplicationGroup(this.replicationGroup);
  }
}
