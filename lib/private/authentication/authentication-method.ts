import { type SecretValue } from 'aws-cdk-lib';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type GeneratedAuthTokenOptions } from '../../replication-group/authentication/generated-auth-token-options';

/** How clients prove who they are: what an `Authentication` stands for. */
export type AuthenticationMethod =
  | { readonly kind: 'iam' }
  | { readonly kind: 'authToken'; readonly token: SecretValue; readonly secret?: ISecret; readonly jsonField?: string }
  | { readonly kind: 'generatedAuthToken'; readonly options: GeneratedAuthTokenOptions }
  | { readonly kind: 'userGroup'; readonly userGroupId: string }
  | { readonly kind: 'none' };
