import { type RemovalPolicy } from 'aws-cdk-lib';
import { CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct, type IConstruct } from 'constructs';
import { AccessString } from '../../replication-group/authentication/access-string';
import { ReplicationGroupValidationError } from '../validation-error';
import { CONNECT_USER_EXISTS } from './authentication-errors';
import { physicalIdFor } from './physical-id';

/**
 * User groups of engine Redis OSS fit caches of both engines, and of both before and after a change of engine in place. They
 * must have a user named `default`, which may be one without password if it is off; in groups of engine Valkey it would need
 * a password that nobody is to know.
 */
const USER_ENGINE = 'redis';

/** Type of authentication in `AuthenticationMode` of a user. */
const IAM = { Type: 'iam' };
const NO_PASSWORD = { Type: 'no-password-required' };

/** The id of the user group in the tree of its replication group. */
const CONSTRUCT_ID = 'UserGroup';

/** A user for one client. */
export interface IamUserRequest {
  /** Identifies the user within the group: one key, one user. */
  readonly key: string;
  /** Whose user it is: a construct path, or the id of the user. */
  readonly label: string;
  readonly userId: string | undefined;
  readonly access: AccessString;
}

/** The user group of a replication group whose clients use IAM. Nobody gets in without a user of their own. */
export class IamUserGroup extends Construct {
  /** The user group of a replication group, if it has one that this library made. */
  public static findOf(replicationGroup: IConstruct): IamUserGroup | undefined {
    const child = replicationGroup.node.tryFindChild(CONSTRUCT_ID);
    return child instanceof IamUserGroup ? child : undefined;
  }

  public readonly resource: CfnUserGroup;

  private removalPolicy?: RemovalPolicy;

  public constructor(replicationGroup: Construct) {
    super(replicationGroup, CONSTRUCT_ID);
    const nobody = new CfnUser(this, 'DefaultUser', {
      engine: USER_ENGINE,
      userId: physicalIdFor(this, 'DefaultUser', 'default'),
      userName: 'default',
      accessString: AccessString.off().text,
      authenticationMode: NO_PASSWORD,
    });
    this.resource = new CfnUserGroup(this, 'Resource', {
      engine: USER_ENGINE,
      userGroupId: physicalIdFor(this, 'Resource', replicationGroup.node.id),
      userIds: [nobody.ref],
    });
  }

  /**
   * The user for a client, made when it is first asked for.
   *
   * @throws ReplicationGroupValidationError if the user is there already and has other rights
   */
  public userFor({ key, label, userId, access }: IamUserRequest): CfnUser {
    const id = `User-${key}`;
    const existing = this.node.tryFindChild(id) as CfnUser | undefined;
    if (existing !== undefined) {
      this.refuseOtherRights(existing, label, access);
      return existing;
    }
    const name = userId ?? physicalIdFor(this, id, label.split('/').slice(-2).join('-'));
    const user = new CfnUser(this, id, {
      engine: USER_ENGINE,
      userId: name,
      // IAM knows users by id, the engine by name: they must be the same
      userName: name,
      accessString: access.text,
      authenticationMode: IAM,
    });
    this.resource.userIds = [...this.resource.userIds, user.ref];
    if (this.removalPolicy !== undefined) {
      user.applyRemovalPolicy(this.removalPolicy);
    }
    return user;
  }

  /** For all users, also those that are still to come. */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    this.removalPolicy = policy;
    this.node
      .findAll()
      .filter((child) => CfnUser.isCfnUser(child) || CfnUserGroup.isCfnUserGroup(child))
      .forEach((child) => {
        child.applyRemovalPolicy(policy);
      });
  }

  private refuseOtherRights(existing: CfnUser, label: string, access: AccessString): void {
    if (existing.accessString !== access.text) {
      const message =
        `connect() was called twice for ${JSON.stringify(label)}, with the rights ${JSON.stringify(existing.accessString)} and ` +
        `${JSON.stringify(access.text)}: call it once with all rights, or give the second user an own userId`;
      throw new ReplicationGroupValidationError(this, [{ code: CONNECT_USER_EXISTS.code, message }]);
    }
  }
}
