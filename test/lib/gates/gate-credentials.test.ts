import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { GateCredentials } from '../../../lib/gates';
import { CodedError } from '../../../lib/private/coded-error';
import { credentialsProperties } from '../../../lib/gates/private/credentials-properties';

const stack = new Stack();
const secret = Secret.fromSecretCompleteArn(stack, 'Secret', 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:token-AbCdEf');

describe('GateCredentials', () => {
  test.each([
    [GateCredentials.none(), undefined],
    [GateCredentials.iam('gate-probe'), { Kind: 'IAM', UserId: 'gate-probe' }],
    [GateCredentials.secret(secret), { Kind: 'SECRET', SecretArn: secret.secretArn }],
    [
      GateCredentials.secret(secret, { userNameField: 'username', passwordField: 'password' }),
      { Kind: 'SECRET', SecretArn: secret.secretArn, UserNameField: 'username', PasswordField: 'password' },
    ],
    [GateCredentials.secret(Secret.fromSecretNameV2(stack, 'Named', 'token')), { Kind: 'SECRET', SecretArn: expect.stringMatching(/:secret:token$/) as string }],
  ])('tell the handler where to look, and nothing secret (%#)', (credentials, properties) => {
    expect(stack.resolve(credentialsProperties(credentials._method) ?? null) ?? undefined).toEqual(
      typeof properties === 'object' && 'SecretArn' in properties && typeof properties.SecretArn !== 'string'
        ? { ...properties, SecretArn: expect.anything() as unknown }
        : properties,
    );
  });

  test('a name is either known or in the secret', () => {
    expect(() => GateCredentials.secret(secret, { userName: 'orders', userNameField: 'username' })).toThrow(CodedError);
    expect(() => GateCredentials.secret(secret, { userName: 'orders', userNameField: 'username' })).toThrow('[CredentialsContradictory] userName is "orders"');
  });

  test.each(['Gate', 'default', 'a--b', '1a', 'a-', '', 'a'.repeat(41)])('an id that no user can have: %j', (userId) => {
    expect(() => GateCredentials.iam(userId)).toThrow('[UserIdMalformed]');
  });

  test('an id that is a token is taken as it is', () => {
    const userId = new CfnParameter(stack, 'User').valueAsString;
    expect(GateCredentials.iam(userId)._method).toEqual({ kind: 'iam', userId });
  });
});
