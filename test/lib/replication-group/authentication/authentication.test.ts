import { App, CfnParameter, Lazy, RemovalPolicy, SecretValue, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { type CfnReplicationGroup, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Authentication,
  CacheEngine,
  type INamedUserGroup,
  RedisVersion,
  ReplicationGroup,
  type ReplicationGroupProps,
  TransitEncryption,
  ValkeyVersion,
} from '../../../../lib';
import { type CodedError } from '../../../../lib/private/coded-error';
import { ReplicationGroupValidationError } from '../../../../lib/private/validation-error';
import { WITHOUT_ENCRYPTION } from '../../../support/acknowledged-findings';
import { describeConstruct } from '../../../support/describe-construct';
import { dualStackVpc } from '../../../support/subnets';

const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const USER = 'AWS::ElastiCache::User';
const USER_GROUP = 'AWS::ElastiCache::UserGroup';
const SECRET = 'AWS::SecretsManager::Secret';

function cacheIn(stack: Stack, props: Partial<ReplicationGroupProps> = {}): ReplicationGroup {
  return new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), port: 7000, propagationGate: false, ...props });
}

describeConstruct('Authentication.iam', (test) => {
  it('is the default: a user group in which nobody can log in but who is granted', () => {
    const cache = cacheIn(test.stack);

    const template = test.template();
    template.resourceCountIs(USER, 1);
    template.hasResourceProperties(USER, {
      UserName: 'default',
      UserId: Match.stringLikeRegexp('^default-[0-9a-f]{8}$'),
      AccessString: 'off -@all',
      AuthenticationMode: { Type: 'no-password-required' },
    });
    const [userId] = Object.keys(template.findResources(USER));
    template.hasResourceProperties(USER_GROUP, { Engine: 'redis', UserIds: [{ Ref: userId }] });
    const userGroupId: unknown = test.stack.resolve(cache.userGroup?.userGroupRef.userGroupId);
    template.hasResourceProperties(REPLICATION_GROUP, { UserGroupIds: [userGroupId], AuthToken: Match.absent() });
    expect(cache.authTokenSecret).toBeUndefined();
  });

  it.each([CacheEngine.valkey(ValkeyVersion.V7_2), CacheEngine.redis(RedisVersion.V7_0), CacheEngine.of('valkey', '99.1', 'valkey99')])(
    'is the default of every engine that knows it (%#)',
    (engine) => {
      cacheIn(test.stack, { engine });
      test.template().resourceCountIs(USER_GROUP, 1);
    },
  );

  it('is taken for possible where the version is a token', () => {
    const version = new CfnParameter(test.stack, 'Version', { default: '8.1' }).valueAsString;
    cacheIn(test.stack, { engine: CacheEngine.valkey(ValkeyVersion.of(version, 'valkey8')) });

    test.template().resourceCountIs(USER_GROUP, 1);
  });

  it('stays with the nodes, with all its users', () => {
    const cache = cacheIn(test.stack, { removalPolicy: RemovalPolicy.RETAIN });
    cache.grants.connect(role(test.stack));

    const template = test.template();
    template.allResources(USER, { DeletionPolicy: 'Retain' });
    template.allResources(USER_GROUP, { DeletionPolicy: 'Retain' });
  });

  it('can be changed by an escape hatch', () => {
    const cache = cacheIn(test.stack);
    (cache.node.findChild('UserGroup').node.defaultChild as CfnUserGroup).addPropertyOverride('UserGroupId', 'ours');

    test.template().hasResourceProperties(USER_GROUP, { UserGroupId: 'ours' });
  });
});

describeConstruct('Authentication: default without IAM', (test) => {
  const warnings = (): readonly string[] =>
    Annotations.fromStack(test.stack)
      .findWarning('*', Match.anyValue())
      .map(({ entry }) => JSON.stringify(entry.data));

  it.each<Partial<ReplicationGroupProps>>([
    { engine: CacheEngine.redis(RedisVersion.V6_2) },
    { transitEncryption: TransitEncryption.PREFERRED },
  ])('is none, with a warning: %j', (props) => {
    cacheIn(test.stack, props);

    test.template().hasResourceProperties(REPLICATION_GROUP, { UserGroupIds: Match.absent(), AuthToken: Match.absent() });
    expect(warnings()).toEqual([expect.stringContaining('cdk-elasticache-dual-stack:noAuthentication')]);
  });

  it('is none without TLS, where there is nothing to choose', () => {
    cacheIn(test.stack, { transitEncryption: TransitEncryption.DISABLED });

    test.template(WITHOUT_ENCRYPTION).resourceCountIs(USER_GROUP, 0);
    expect(warnings()).toEqual([]);
  });

  it('is none without a warning for who says so', () => {
    cacheIn(test.stack, { authentication: Authentication.none() });

    test.template().hasResourceProperties(REPLICATION_GROUP, { UserGroupIds: Match.absent(), AuthToken: Match.absent() });
    expect(warnings()).toEqual([]);
  });
});

describeConstruct('Authentication.generatedAuthToken', (test) => {
  it('keeps the token in a secret, and the template free of it', () => {
    const cache = cacheIn(test.stack, { authentication: Authentication.generatedAuthToken() });

    const template = test.template();
    template.hasResourceProperties(SECRET, { GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } });
    const [secretId] = Object.keys(template.findResources(SECRET));
    template.hasResourceProperties(REPLICATION_GROUP, {
      AuthToken: { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: secretId }, ':SecretString:::}}']] },
      UserGroupIds: Match.absent(),
    });
    expect(test.stack.resolve(cache.authTokenSecret?.secretArn)).toEqual({ Ref: secretId });
    expect(cache.userGroup).toBeUndefined();
  });

  it('makes the token as asked for', () => {
    const encryptionKey = new Key(test.stack, 'Key', { enableKeyRotation: true });
    cacheIn(test.stack, { authentication: Authentication.generatedAuthToken({ length: 128, encryptionKey }) });

    test.template().hasResourceProperties(SECRET, {
      GenerateSecretString: { PasswordLength: 128 },
      KmsKeyId: test.stack.resolve(encryptionKey.keyArn) as object,
    });
  });

  it('warns that there is no way back without a new group', () => {
    cacheIn(test.stack, { authentication: Authentication.generatedAuthToken() });

    test.template();
    Annotations.fromStack(test.stack).hasWarning('/Stack/Cache', Match.stringLikeRegexp('AUTH token.*authTokenIsADeadEnd'));
  });

  it('keeps the secret if the nodes stay', () => {
    cacheIn(test.stack, { authentication: Authentication.generatedAuthToken(), removalPolicy: RemovalPolicy.RETAIN });

    test.template().hasResource(SECRET, { DeletionPolicy: 'Retain' });
  });
});

describeConstruct('Authentication.authToken', (test) => {
  it.each<[string, () => Authentication, string]>([
    ['SecretValue', () => Authentication.authToken(SecretValue.secretsManager('token')), ':token:SecretString:::}}'],
    ['Secret', () => Authentication.authTokenFromSecret(secretIn(test.stack)), ':SecretString:::}}'],
    ['field', () => Authentication.authTokenFromSecret(secretIn(test.stack), 'token'), ':SecretString:token::}}'],
    ['ssm', () => Authentication.authToken(SecretValue.ssmSecure('token', '1')), '{{resolve:ssm-secure:token:1}}'],
  ])('goes into the template by reference: %s', (_, authentication, reference) => {
    cacheIn(test.stack, { authentication: authentication() });

    const [group] = Object.values(test.template().findResources(REPLICATION_GROUP)) as { Properties: { AuthToken: unknown } }[];
    expect(JSON.stringify(group?.Properties.AuthToken)).toContain(reference);
  });

  it('takes a parameter that nobody sees', () => {
    const parameter = new CfnParameter(test.stack, 'Token', { noEcho: true });
    cacheIn(test.stack, { authentication: Authentication.authToken(SecretValue.cfnParameter(parameter)) });

    const preferred = { id: /^W1011$/, reason: 'a parameter with NoEcho is what this test is about' };
    test.template(preferred).hasResourceProperties(REPLICATION_GROUP, { AuthToken: { Ref: 'Token' } });
  });

  it('works with TransitEncryption.PREFERRED and old engines', () => {
    cacheIn(test.stack, {
      engine: CacheEngine.redis(RedisVersion.V6_2),
      authentication: Authentication.authToken(SecretValue.secretsManager('token')),
    });
    test.template().hasResourceProperties(REPLICATION_GROUP, { AuthToken: Match.anyValue() });
  });
});

describeConstruct('Authentication.userGroup', (test) => {
  it.each<[string, () => Authentication, unknown]>([
    ['an L1', () => Authentication.userGroup(userGroupIn(test.stack, 'redis')), { Ref: 'Theirs' }],
    ['an id', () => Authentication.userGroup('theirs'), 'theirs'],
    ['anything that has its name', () => Authentication.userGroup(alphaUserGroup('theirs')), 'theirs'],
    ['a token', () => Authentication.userGroup(Lazy.string({ produce: () => 'late' })), 'late'],
  ])('takes %s', (_, authentication, id) => {
    cacheIn(test.stack, { authentication: authentication() });

    test.template().hasResourceProperties(REPLICATION_GROUP, { UserGroupIds: [id] });
  });
});

describe('Authentication: fails', () => {
  let stack: Stack;
  beforeEach(() => {
    stack = new Stack(new App(), 'Stack');
  });

  function codesOf(props: Partial<ReplicationGroupProps>): readonly string[] {
    try {
      cacheIn(stack, props);
    } catch (error) {
      if (error instanceof ReplicationGroupValidationError) {
        return error.codes;
      }
      throw error;
    }
    return [];
  }

  const token = (): Authentication => Authentication.authToken(SecretValue.secretsManager('token'));

  it.each<[string, Partial<ReplicationGroupProps>]>([
    ['AuthTokenNeedsTls', { transitEncryption: TransitEncryption.DISABLED, authentication: token() }],
    ['AuthTokenNeedsTls', { transitEncryption: TransitEncryption.DISABLED, authentication: Authentication.generatedAuthToken() }],
    ['UserGroupNeedsTls', { transitEncryption: TransitEncryption.DISABLED, authentication: Authentication.iam() }],
    ['UserGroupNeedsTls', { transitEncryption: TransitEncryption.DISABLED, authentication: Authentication.userGroup('theirs') }],
    ['UserGroupNeedsRequiredTls', { transitEncryption: TransitEncryption.PREFERRED, authentication: Authentication.iam() }],
    ['EngineVersionTooOldForIam', { engine: CacheEngine.redis(RedisVersion.V6_2), authentication: Authentication.iam() }],
  ])('with %s (%#)', (code, props) => {
    expect(codesOf(props)).toEqual([code]);
  });

  it.each([
    ['valkey', CacheEngine.redis(RedisVersion.V7_1), ['UserGroupEngineMismatch']],
    ['redis', CacheEngine.redis(RedisVersion.V7_1), []],
    ['redis', CacheEngine.valkey(ValkeyVersion.V8_1), []],
    ['valkey', CacheEngine.valkey(ValkeyVersion.V8_1), []],
  ])('with UserGroupEngineMismatch only for Valkey users on Redis OSS (%#)', (ofUsers, engine, codes) => {
    expect(codesOf({ engine, authentication: Authentication.userGroup(userGroupIn(stack, ofUsers)) })).toEqual(codes);
  });

  it.each([0, 15, 129, 16.5, Number.NaN])('with AuthTokenLengthOutOfRange for %d', (length) => {
    expect(() => Authentication.generatedAuthToken({ length })).toThrow(/^\[AuthTokenLengthOutOfRange\] .*16 to 128: .*[^.]$/);
  });

  it.each([16, 128, Token.asNumber({ Ref: 'Length' })])('not for a length of %d', (length) => {
    expect(() => Authentication.generatedAuthToken({ length })).not.toThrow();
  });

  it('with AuthTokenInClearText for a token in the code, which it does not repeat', () => {
    const write = (): unknown => Authentication.authToken(SecretValue.unsafePlainText('correct-horse-battery-staple'));

    expect(write).toThrow(expect.objectContaining({ code: 'AuthTokenInClearText' }) as CodedError);
    expect(write).not.toThrow(/horse/);
  });

  it('at synth, when an escape hatch writes a token or adds one to the user group', () => {
    const app = new App();
    const cache = cacheIn(new Stack(app, 'Late'));
    (cache.node.defaultChild as CfnReplicationGroup).addPropertyOverride('AuthToken', 'correct-horse-battery-staple');

    expect(() => app.synth()).toThrow(/\[AuthTokenWithUserGroup\][^]*\[AuthTokenInClearText\]/);
    expect(() => app.synth()).not.toThrow(/horse/);
  });
});

function userGroupIn(stack: Stack, engine: string): CfnUserGroup {
  return new CfnUserGroup(stack, 'Theirs', { userGroupId: 'theirs', userIds: ['default'], engine });
}

/** With more members than are asked for, as the real one. */
function alphaUserGroup(userGroupName: string): INamedUserGroup {
  const alpha = { userGroupName, userGroupArn: `usergroup:${userGroupName}`, addUser: () => undefined };
  return alpha;
}

function secretIn(stack: Stack): ISecret {
  return Secret.fromSecretNameV2(stack, 'Secret', 'cache-token');
}

function role(stack: Stack): Role {
  return new Role(stack, 'TaskRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}
