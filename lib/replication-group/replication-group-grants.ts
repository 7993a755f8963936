import { createHash } from 'node:crypto';
import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { CfnReplicationGroup, CfnUser, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  CONNECT_GRANTEE_UNNAMED,
  CONNECT_NEEDS_IAM,
  CONNECT_OPTIONS_CONTRADICTORY,
  USER_ID_MALFORMED,
} from '../private/authentication/authentication-errors';
import { IamUserGroup } from '../private/authentication/iam-user-group';
import { type CatalogueEntry } from '../private/error-catalogue';
import { ReplicationGroupValidationError } from '../private/validation-error';
import { AccessString } from './authentication/access-string';
import { ConnectGrant } from './authentication/connect-grant';
import { type ConnectOptions } from './authentication/connect-options';

const USER_ID = /^[a-z](-?[a-z0-9])*$/;
const MAX_USER_ID_LENGTH = 40;

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
    const { userId, userArn } = this.userFor(grantee, options);
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

  private userFor(grantee: IGrantable, options: ConnectOptions): ConnectingUser {
    const { userId, existingUserId, accessString } = options;
    if (existingUserId !== undefined) {
      if (userId !== undefined || accessString !== undefined) {
        const message =
          `existingUserId is ${JSON.stringify(existingUserId)} together with userId or accessString, but a user that is there ` +
          'already has its own id and rights: leave those out, or leave out existingUserId for a new user';
        throw this.error(CONNECT_OPTIONS_CONTRADICTORY, message);
      }
      return this.existingUser(existingUserId);
    }
    this.checkUserId(userId);
    const user = this.iamUsers().userFor({
      ...this.identify(grantee, userId),
      userId,
      access: (accessString ?? AccessString.readWrite()).withClientCommands(),
    });
    return { userId: user.ref, userArn: CfnUser.arnForUser(user) };
  }

  private iamUsers(): IamUserGroup {
    const users = IamUserGroup.findOf(this.replicationGroup);
    if (users === undefined) {
      const message =
        'connect() is to make a user, but this group has no user group of its own with IAM: use Authentication.iam(), or name a ' +
        'user of its user group with existingUserId';
      throw this.error(CONNECT_NEEDS_IAM, message);
    }
    return users;
  }

  private existingUser(userId: string): ConnectingUser {
    const userArn = Stack.of(this.replicationGroup).formatArn({
      service: 'elasticache',
      resource: 'user',
      resourceName: userId,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      account: this.replicationGroup.env.account,
      region: this.replicationGroup.env.region,
    });
    return { userId, userArn };
  }

  /** Who is who: the role, so that a function and its role are one. */
  private identify(grantee: IGrantable, userId: string | undefined): { readonly key: string; readonly label: string } {
    if (userId !== undefined && !Token.isUnresolved(userId)) {
      return { key: userId, label: userId };
    }
    const identity = [grantee.grantPrincipal, grantee].find((candidate) => Construct.isConstruct(candidate));
    if (identity === undefined) {
      const message = 'the grantee of connect() is no construct, from which an id for its user could be made: give it a userId';
      throw this.error(CONNECT_GRANTEE_UNNAMED, message);
    }
    const path = identity.node.path;
    return { key: createHash('sha256').update(path).digest('hex').slice(0, 8), label: path };
  }

  private checkUserId(userId: string | undefined): void {
    if (userId === undefined || Token.isUnresolved(userId)) {
      return;
    }
    if (!USER_ID.test(userId) || userId.length > MAX_USER_ID_LENGTH || userId === 'default') {
      const message =
        `userId is ${JSON.stringify(userId)} but must have 1 to ${MAX_USER_ID_LENGTH} lower-case letters, digits and single ` +
        'hyphens, begin with a letter, not end with a hyphen and not be "default": change it, or leave it out for a generated one';
      throw this.error(USER_ID_MALFORMED, message);
    }
  }

  private error({ code }: CatalogueEntry, message: string): ReplicationGroupValidationError {
    return new ReplicationGroupValidationError(this.replicationGroup, [{ code, message }]);
  }
}

/** A user for the policy and for the client. */
interface ConnectingUser {
  readonly userId: string;
  readonly userArn: string;
}
