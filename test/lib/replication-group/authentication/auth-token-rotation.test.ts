import { App, CfnParameter, Duration, Lazy, SecretValue, Stack, Token } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Authentication,
  AuthTokenRotation,
  type AuthTokenRotationOptions,
  CacheEngine,
  NetworkType,
  RedisVersion,
  ReplicationGroup,
  type ReplicationGroupProps,
} from '../../../../lib';
import { ReplicationGroupValidationError } from '../../../../lib/private/validation-error';
import { describeConstruct } from '../../../support/describe-construct';
import { dualStackVpc } from '../../../support/subnets';

const SCHEDULE = 'AWS::SecretsManager::RotationSchedule';
const SECRET = 'AWS::SecretsManager::Secret';
const FUNCTION = 'AWS::Lambda::Function';
const ROTATES = { Description: Match.stringLikeRegexp('^Rotates an AUTH token') };

function cacheIn(stack: Stack, props: Partial<ReplicationGroupProps> = {}): ReplicationGroup {
  return new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), port: 7000, authentication: Authentication.generatedAuthToken(), ...props });
}

/** The environment of the function that rotates. */
function environmentIn(template: Template): Readonly<Record<string, unknown>> {
  const [found] = Object.values(template.findResources(FUNCTION, { Properties: ROTATES })) as { Properties: { Environment: { Variables: Record<string, unknown> } } }[];
  return found?.Properties.Environment.Variables ?? {};
}

interface Statement {
  readonly Action: unknown;
  readonly Resource: unknown;
}

/** What the function may do; it has no policy besides its role's own. */
function rightsIn(template: Template): readonly Statement[] {
  const roles = template.findResources('AWS::IAM::Role', { Properties: { Description: 'Rotates the AUTH token of a replication group' } });
  const [role] = Object.values(roles) as { Properties: { Policies: { PolicyDocument: { Statement: Statement[] } }[]; ManagedPolicyArns?: unknown } }[];
  expect(role?.Properties.ManagedPolicyArns).toBeUndefined();
  return role?.Properties.Policies[0]?.PolicyDocument.Statement ?? [];
}

describeConstruct('addAuthTokenRotation', (test) => {
  it('lets Secrets Manager rotate the token of the group every 30 days, not at once', () => {
    const cache = cacheIn(test.stack);
    cache.addAuthTokenRotation();

    const template = test.template();
    const [functionId] = Object.keys(template.findResources(FUNCTION, { Properties: ROTATES }));
    template.hasResourceProperties(SCHEDULE, {
      SecretId: test.stack.resolve(cache.authTokenSecret?.secretArn) as object,
      RotationLambdaARN: { 'Fn::GetAtt': [functionId, 'Arn'] },
      RotationRules: { ScheduleExpression: 'rate(30 days)' },
      RotateImmediatelyOnUpdate: false,
    });
    expect(environmentIn(template)).toEqual({
      REPLICATION_GROUP_ID: test.stack.resolve(cache.replicationGroupId) as unknown,
      TOKEN_LENGTH: '64',
      PREVIOUS_TOKEN_SECONDS: '86400',
    });
    template.hasResourceProperties(FUNCTION, { ...ROTATES, Timeout: 900, VpcConfig: Match.absent() });
  });

  it('asks again and again to end the token before', () => {
    const cache = cacheIn(test.stack);
    cache.addAuthTokenRotation();

    const secret: unknown = test.stack.resolve(cache.authTokenSecret?.secretArn);
    test.template().hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 hour)',
      Targets: [{ Input: { 'Fn::Join': ['', ['{"RetirePreviousTokenOf":"', secret, '"}']] } }],
    });
  });

  it('gives the function exactly the rights it needs: on this group, on this secret', () => {
    const cache = cacheIn(test.stack);
    cache.addAuthTokenRotation();

    const [group] = Object.keys(test.template().findResources('AWS::ElastiCache::ReplicationGroup'));
    const secret: unknown = test.stack.resolve(cache.authTokenSecret?.secretArn);
    const [, ...statements] = rightsIn(test.template());
    expect(statements.map(({ Action, Resource }) => ({ Action, Resource }))).toEqual([
      {
        Action: ['elasticache:DescribeReplicationGroups', 'elasticache:ModifyReplicationGroup'],
        Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':elasticache:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':replicationgroup:', { Ref: group }]] },
      },
      {
        Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
        Resource: secret,
      },
      { Action: 'secretsmanager:GetRandomPassword', Resource: '*' },
    ]);
  });

  it('lets Secrets Manager of this account call it, before there is a schedule', () => {
    cacheIn(test.stack).addAuthTokenRotation();

    const template = test.template();
    const [permissionId] = Object.keys(
      template.findResources('AWS::Lambda::Permission', { Properties: { Principal: 'secretsmanager.amazonaws.com', SourceAccount: { Ref: 'AWS::AccountId' } } }),
    );
    expect(permissionId).toBeDefined();
    template.hasResource(SCHEDULE, { DependsOn: Match.arrayWith([permissionId]) });
  });

  it('lets the function use the key of the secret, through Secrets Manager only', () => {
    const encryptionKey = new Key(test.stack, 'Key', { enableKeyRotation: true });
    cacheIn(test.stack, { authentication: Authentication.generatedAuthToken({ encryptionKey }) }).addAuthTokenRotation();

    expect(rightsIn(test.template())).toContainEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } } },
      Resource: test.stack.resolve(encryptionKey.keyArn) as unknown,
    });
  });

  it.each<[string, AuthTokenRotationOptions, string, object]>([
    ['in days', { automaticallyAfter: Duration.days(1) }, 'rate(1 day)', {}],
    ['in hours', { automaticallyAfter: Duration.hours(5) }, 'rate(5 hours)', {}],
    ['at most', { automaticallyAfter: Duration.days(1000) }, 'rate(1000 days)', {}],
    ['minutes that are hours', { automaticallyAfter: Duration.minutes(240) }, 'rate(4 hours)', {}],
    ['with an end at once', { previousTokenAcceptedFor: Duration.seconds(0) }, 'rate(30 days)', { PREVIOUS_TOKEN_SECONDS: '0' }],
    ['with an end later', { previousTokenAcceptedFor: Duration.hours(2) }, 'rate(30 days)', { PREVIOUS_TOKEN_SECONDS: '7200' }],
    ['with long tokens', { length: 128 }, 'rate(30 days)', { TOKEN_LENGTH: '128' }],
  ])('rotates as asked for: %s', (_, options, ScheduleExpression, environment) => {
    cacheIn(test.stack).addAuthTokenRotation(options);

    const template = test.template();
    template.hasResourceProperties(SCHEDULE, { RotationRules: { ScheduleExpression } });
    expect(environmentIn(template)).toMatchObject(environment);
  });

  it('rotates at once where that is asked for', () => {
    cacheIn(test.stack).addAuthTokenRotation({ rotateImmediately: true });

    test.template().hasResourceProperties(SCHEDULE, { RotateImmediatelyOnUpdate: true });
  });

  it('makes tokens as long as the first one', () => {
    cacheIn(test.stack, { authentication: Authentication.generatedAuthToken({ length: 100 }) }).addAuthTokenRotation();

    expect(environmentIn(test.template())).toMatchObject({ TOKEN_LENGTH: '100' });
  });

  it('knows the field of a secret that is JSON', () => {
    const secret = Secret.fromSecretNameV2(test.stack, 'Token', 'cache');
    cacheIn(test.stack, { authentication: Authentication.authTokenFromSecret(secret, 'password') }).addAuthTokenRotation();

    const template = test.template();
    expect(environmentIn(template)).toMatchObject({ TOKEN_FIELD: 'password' });
    template.hasResourceProperties('AWS::IAM::Role', {
      Policies: [{ PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Resource: { 'Fn::Join': ['', Match.arrayWith([':secret:cache-??????'])] } })]) } }],
    });
  });

  it('keeps the token out of the template and of the environment', () => {
    cacheIn(test.stack).addAuthTokenRotation();

    expect(JSON.stringify(environmentIn(test.template()))).not.toContain('resolve:');
  });

  it('gives the function as a construct, for an alarm on its errors', () => {
    const rotation = cacheIn(test.stack).addAuthTokenRotation();
    rotation.rotationFunction.metricErrors().createAlarm(test.stack, 'RotationFails', { threshold: 1, evaluationPeriods: 1 });

    test.template().resourceCountIs('AWS::CloudWatch::Alarm', 1);
  });

  it('adds seven resources', () => {
    cacheIn(test.stack).addAuthTokenRotation();

    const { Resources } = test.template().toJSON() as { Resources: object };
    const added = Object.keys(Resources).filter((id) => id.startsWith('CacheAuthTokenRotation'));
    expect(added).toHaveLength(7);
  });

  it('judges no token', () => {
    const days = new CfnParameter(test.stack, 'Days', { type: 'Number', default: '30' });
    const length = Lazy.number({ produce: () => 32 });
    cacheIn(test.stack).addAuthTokenRotation({ length, automaticallyAfter: Duration.days(days.valueAsNumber), previousTokenAcceptedFor: Duration.seconds(Token.asNumber(Lazy.number({ produce: () => 60 }))) });

    const template = test.template();
    expect(environmentIn(template)).toMatchObject({ TOKEN_LENGTH: '32', PREVIOUS_TOKEN_SECONDS: '60' });
    template.hasResourceProperties(SCHEDULE, { RotationRules: { ScheduleExpression: { 'Fn::Join': ['', ['rate(', { Ref: 'Days' }, ' days)']] } } });
  });
});

describe('addAuthTokenRotation: what is refused', () => {
  const errorOf = (props: Partial<ReplicationGroupProps>, options: AuthTokenRotationOptions = {}): readonly string[] => {
    const cache = cacheIn(new Stack(new App(), 'Stack'), props);
    return codesOf(() => cache.addAuthTokenRotation(options));
  };
  const codesOf = (action: () => unknown): readonly string[] => {
    try {
      action();
    } catch (error) {
      if (error instanceof ReplicationGroupValidationError) return error.codes;
      throw error;
    }
    return [];
  };

  it.each<[string, Partial<ReplicationGroupProps>]>([
    ['IAM', { authentication: Authentication.iam() }],
    ['none', { authentication: Authentication.none() }],
    ['a user group', { authentication: Authentication.userGroup('users') }],
    ['a token without its secret', { authentication: Authentication.authToken(SecretValue.ssmSecure('token', '1')) }],
  ])('%s, where there is no secret', (_, props) => {
    expect(errorOf(props)).toEqual(['AuthTokenRotationNeedsSecret']);
  });

  it('a second one', () => {
    const cache = cacheIn(new Stack(new App(), 'Stack'));
    cache.addAuthTokenRotation();
    expect(codesOf(() => cache.addAuthTokenRotation())).toEqual(['AuthTokenRotationExists']);
  });

  it('an engine that can not change its token', () => {
    expect(errorOf({ engine: CacheEngine.redis(RedisVersion.of('4.0.10')), networkType: NetworkType.IPV4 })).toEqual(['EngineVersionTooOldForTokenRotation']);
  });

  it.each<[string, AuthTokenRotationOptions, readonly string[]]>([
    ['3 hours', { automaticallyAfter: Duration.hours(3) }, ['RotationIntervalOutOfRange']],
    ['1001 days', { automaticallyAfter: Duration.days(1001) }, ['RotationIntervalOutOfRange']],
    ['half an hour too much', { automaticallyAfter: Duration.minutes(270) }, ['RotationIntervalOutOfRange']],
    ['parts of a second', { previousTokenAcceptedFor: Duration.millis(500) }, ['PreviousTokenTimeOutOfRange']],
    ['15 characters', { length: 15 }, ['AuthTokenLengthOutOfRange']],
    ['129 characters', { length: 129 }, ['AuthTokenLengthOutOfRange']],
    [
      'all at once',
      { automaticallyAfter: Duration.hours(1), previousTokenAcceptedFor: Duration.millis(1), length: 1 },
      ['RotationIntervalOutOfRange', 'PreviousTokenTimeOutOfRange', 'AuthTokenLengthOutOfRange'],
    ],
  ])('%s', (_, options, codes) => {
    expect(errorOf({}, options)).toEqual(codes);
  });
});

describeConstruct('AuthTokenRotation', (test) => {
  it('works for a group that something else made', () => {
    const secret = new Secret(test.stack, 'Token', { generateSecretString: { excludePunctuation: true, passwordLength: 32 } });
    new AuthTokenRotation(test.stack, 'Rotation', {
      replicationGroup: ReplicationGroup.fromReplicationGroupId(test.stack, 'Cache', 'orders'),
      secret,
    });

    const template = test.template();
    template.resourceCountIs(SECRET, 1);
    template.resourceCountIs(SCHEDULE, 1);
    expect(environmentIn(template)).toMatchObject({ REPLICATION_GROUP_ID: 'orders', TOKEN_LENGTH: '64' });
  });
});
