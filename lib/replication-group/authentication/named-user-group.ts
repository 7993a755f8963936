/**
 * Anything that knows the name of a user group: a `UserGroup` of `@aws-cdk/aws-elasticache-alpha` is one by its structure.
 */
export interface INamedUserGroup {
  /**
   * Id of the user group, `UserGroupId`.
   */
  readonly userGroupName: string;
}
