import { type Grant } from 'aws-cdk-lib/aws-iam';

/**
 * What `grants.connect()` granted: what the client needs to know, and the policy.
 */
export class ConnectGrant {
  /**
   * @param userId see the property
   * @param grant see the property
   */
  public constructor(
    /**
     * Id and name of the user, to be handed to the client: it signs its tokens for it, and logs in with it.
     *
     * @returns a token for a new user, so that whoever uses it is deployed after the user
     */
    public readonly userId: string,
    /** The IAM policy: `elasticache:Connect` on the replication group and on the user. */
    public readonly grant: Grant,
  ) {}
}
