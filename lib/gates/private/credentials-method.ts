import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type SecretCredentialsOptions } from '../secret-credentials-options';

/** How a gate authenticates: what a `GateCredentials` stands for. */
export type CredentialsMethod =
  | { readonly kind: 'secret'; readonly secret: ISecret; readonly options: SecretCredentialsOptions }
  | { readonly kind: 'iam'; readonly userId: string }
  | { readonly kind: 'none' };
