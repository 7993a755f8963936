import { type RemovalPolicy } from 'aws-cdk-lib';
import { type CfnReplicationGroupProps, type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type Construct } from 'constructs';
import { acknowledgeOwnFindings } from '../../gates/private/own-findings';
import { type GeneratedAuthTokenOptions } from '../../replication-group/authentication/generated-auth-token-options';
import { type AuthenticationMethod } from './authentication-method';
import { IamUserGroup } from './iam-user-group';
import { DEFAULT_TOKEN_LENGTH } from './token-length';

/** What authentication adds to a replication group. */
export interface BoundAuthentication {
  readonly properties: Pick<CfnReplicationGroupProps, 'authToken' | 'userGroupIds'>;
  /** The user group that was made. */
  readonly userGroup?: IUserGroupRef;
  /** The secret that holds the AUTH token, if we know it. */
  readonly secret?: ISecret;
  /** What was made for the group and must stay if its nodes stay. */
  readonly made: readonly { applyRemovalPolicy(policy: RemovalPolicy): void }[];
}

/** Makes what authentication needs, in the tree of the replication group. */
export function bindAuthentication(replicationGroup: Construct, method: AuthenticationMethod): BoundAuthentication {
  switch (method.kind) {
    case 'iam': {
      const users = new IamUserGroup(replicationGroup);
      return { properties: { userGroupIds: [users.resource.ref] }, userGroup: users.resource, made: [users] };
    }
    case 'generatedAuthToken': {
      const secret = newTokenSecret(replicationGroup, method.options);
      return { properties: { authToken: secret.secretValue.unsafeUnwrap() }, secret, made: [secret] };
    }
    case 'authToken':
      return { properties: { authToken: method.token.unsafeUnwrap() }, secret: method.secret, made: [] };
    case 'userGroup':
      return { properties: { userGroupIds: [method.userGroupId] }, made: [] };
    case 'none':
      return { properties: {}, made: [] };
  }
}

function newTokenSecret(replicationGroup: Construct, { length, encryptionKey }: GeneratedAuthTokenOptions): Secret {
  const secret = new Secret(replicationGroup, 'AuthToken', {
    description: `AUTH token of ${replicationGroup.node.path}`,
    encryptionKey,
    // of the special characters only a few are allowed: none is simplest
    generateSecretString: { passwordLength: length ?? DEFAULT_TOKEN_LENGTH, excludePunctuation: true },
  });
  acknowledgeOwnFindings(secret, {
    'AwsSolutions-SMG4': 'rotation is for the user to choose, with addAuthTokenRotation(), because clients must read the secret again',
  });
  return secret;
}
