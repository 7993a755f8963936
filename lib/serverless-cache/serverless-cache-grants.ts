import { CfnServerlessCache, type IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { connectingUserFor } from '../private/authentication/connecting-user';
import { ConnectGrant } from '../replication-group/authentication/connect-grant';
import { type ConnectOptions } from '../replication-group/authentication/connect-options';

/**
 * Gives AWS identities rights on a serverless cache: as `grants` of a `ServerlessCache`, or for any other cache with
 * `fromServerlessCache`.
 */
export class ServerlessCacheGrants {
  /**
   * The rights on any serverless cache.
   *
   * @param serverlessCache the cache: owned, imported, or a raw `CfnServerlessCache`
   */
  public static fromServerlessCache(serverlessCache: IServerlessCacheRef): ServerlessCacheGrants {
    return new ServerlessCacheGrants(serverlessCache);
  }

  private constructor(private readonly serverlessCache: IServerlessCacheRef) {}

  /**
   * Lets the grantee connect with its AWS identity: makes a user for it, and allows `elasticache:Connect` on the cache and on the
   * user. The way through the network is `connections.allowDefaultPortFrom()`.
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
    const { userId, userArn } = connectingUserFor(this.serverlessCache, grantee, options);
    const grant = Grant.addToPrincipal({
      grantee,
      actions: ['elasticache:Connect'],
      resourceArns: [this.arn, userArn],
    });
    return new ConnectGrant(userId, grant);
  }

  /**
   * Lets the grantee read the state and the endpoints of the cache: `elasticache:DescribeServerlessCaches`.
   *
   * @param grantee who is to read it
   */
  public describe(grantee: IGrantable): Grant {
    return this.actions(grantee, 'elasticache:DescribeServerlessCaches');
  }

  /**
   * Allows any actions on the cache.
   *
   * @param grantee who is to be allowed
   * @param actions with their prefix, for example `elasticache:CreateServerlessCacheSnapshot`
   */
  public actions(grantee: IGrantable, ...actions: string[]): Grant {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.arn] });
  }

  private get arn(): string {
    return CfnServerlessCache.arnForServerlessCache(this.serverlessCache);
  }
}
