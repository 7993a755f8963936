import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type IConstruct } from 'constructs';

/**
 * What is needed to read a secret, and no more: `secret.grantRead()` would write into the policy of a key in another stack, which
 * would then depend on this one, and this one on it.
 *
 * A key of its own must let the account decide who may use it, as the keys of the CDK and of the console do.
 */
export function readSecret(scope: IConstruct, secret: ISecret): readonly PolicyStatement[] {
  const { encryptionKey } = secret;
  // Secrets Manager adds six characters to the name, which a partial ARN lacks
  const arn = secret.secretFullArn ?? `${secret.secretArn}-??????`;
  const read = new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [arn] });
  if (encryptionKey === undefined) {
    return [read];
  }
  const decrypt = new PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [encryptionKey.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(scope).region}.amazonaws.com` } },
  });
  return [read, decrypt];
}
