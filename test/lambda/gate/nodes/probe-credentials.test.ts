import { type CacheGroup } from '../../../../lambda/gate/nodes/cache-group';
import { credentialsFor } from '../../../../lambda/gate/nodes/probe-credentials';
import { type GateCredentialsProperties } from '../../../../lib/gates/contract';
import { awsError, FakeServices, GROUP } from '../fake-services';

const ARN = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:token-AbCdEf';
const TLS: CacheGroup = { ...GROUP, transitEncryption: 'required', authentication: 'users' };

let services: FakeServices;
beforeEach(() => {
  services = new FakeServices();
});

const look = (given: GateCredentialsProperties | undefined, group = TLS) => credentialsFor(given, { id: 'cache', group }, services.secrets);
const holding = (text: string, versionId = '1') => {
  services.secret = [{ text, versionId }];
};

describe('credentials of a look', () => {
  test('none where none were given', async () => {
    expect(await look(undefined)).toEqual({ kind: 'none' });
  });

  test.each<[string, Partial<CacheGroup>]>([
    ['without TLS, where they would travel in the clear', { transitEncryption: 'disabled' }],
    ['with TLS that nobody knows of', { transitEncryption: undefined }],
    ['without authentication', { authentication: 'none' }],
  ])('none for a group %s: the secret is not even read', async (_, fields) => {
    expect(await look({ Kind: 'SECRET', SecretArn: ARN }, { ...TLS, ...fields })).toEqual({ kind: 'none' });
    expect(services.calls).toEqual([]);
  });

  test('given to a group that does not tell whether it asks', async () => {
    expect(await look({ Kind: 'IAM', UserId: 'probe' }, { ...TLS, authentication: undefined })).toMatchObject({ kind: 'given' });
  });

  test('a user of IAM: the token is for the group and the probe signs it', async () => {
    const found = await look({ Kind: 'IAM', UserId: 'probe' });
    expect(found).toMatchObject({ kind: 'given', credentials: { kind: 'iam', userId: 'probe', replicationGroupId: 'cache' } });
    expect(found.kind === 'given' && (await found.isStale())).toBe(false);
    expect(services.calls).toEqual([]);
  });

  test('a user of IAM does not get in with an AUTH token', async () => {
    expect(await look({ Kind: 'IAM', UserId: 'probe' }, { ...TLS, authentication: 'token' })).toMatchObject({ kind: 'refused', message: /has an AUTH token/ });
  });

  test.each<[string, Partial<Extract<GateCredentialsProperties, { Kind: 'SECRET' }>>, string, object]>([
    ['the secret is the password', {}, 's3cret', { password: 's3cret' }],
    ['of a user', { UserName: 'orders' }, 's3cret', { password: 's3cret', userName: 'orders' }],
    ['a field of the secret', { PasswordField: 'token' }, '{"token":"s3cret"}', { password: 's3cret' }],
    ['two fields', { PasswordField: 'password', UserNameField: 'username' }, '{"username":"u","password":"s3cret"}', { password: 's3cret', userName: 'u' }],
  ])('a password: %s', async (_, fields, text, credentials) => {
    holding(text);
    expect(await look({ Kind: 'SECRET', SecretArn: ARN, ...fields })).toMatchObject({ kind: 'given', credentials: { kind: 'password', ...credentials } });
    expect(services.calls).toEqual([`GetSecretValue ${ARN}`]);
  });

  test.each<[string, Partial<Extract<GateCredentialsProperties, { Kind: 'SECRET' }>>, string]>([
    ['is empty', {}, ''],
    ['is no JSON', { PasswordField: 'token' }, 'hush-hush'],
    ['is another JSON', { PasswordField: 'token' }, '["hush-hush"]'],
    ['is null', { PasswordField: 'token' }, 'null'],
    ['lacks the field', { PasswordField: 'token' }, '{"password":"hush-hush"}'],
    ['has an empty field', { PasswordField: 'token' }, '{"token":"","other":"hush-hush"}'],
    ['has a field of another type', { PasswordField: 'token' }, '{"token":["hush-hush"]}'],
    ['lacks the name of the user', { PasswordField: 'token', UserNameField: 'user' }, '{"token":"hush-hush"}'],
  ])('a secret that %s is refused, and not shown', async (_, fields, text) => {
    holding(text);
    const found = await look({ Kind: 'SECRET', SecretArn: ARN, ...fields });
    expect(found).toMatchObject({ kind: 'refused', message: /^the secret arn:.* (holds no text|must be JSON with the fields? ".*")/ });
    expect(JSON.stringify(found)).not.toContain('hush-hush');
  });

  test('are stale when the secret changed since', async () => {
    holding('first');
    const found = await look({ Kind: 'SECRET', SecretArn: ARN });
    expect(found.kind === 'given' && (await found.isStale())).toBe(false);
    holding('second', '2');
    expect(found.kind === 'given' && (await found.isStale())).toBe(true);
  });

  test('trouble with Secrets Manager is for the caller', async () => {
    services.secret = [awsError('AccessDeniedException')];
    await expect(look({ Kind: 'SECRET', SecretArn: ARN })).rejects.toThrow('no');
  });
});
