import { App, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { AccountPrincipal, type IGrantable, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { AccessString, Authentication, type ConnectOptions, ReplicationGroup, ReplicationGroupGrants } from '../../../lib';
import { ReplicationGroupValidationError } from '../../../lib/private/validation-error';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';

const USER = 'AWS::ElastiCache::User';
const USER_GROUP = 'AWS::ElastiCache::UserGroup';
const POLICY = 'AWS::IAM::Policy';

function role(stack: Stack, id = 'TaskRole'): Role {
  return new Role(stack, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

function cacheIn(stack: Stack): ReplicationGroup {
  return new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), propagationGate: false });
}

function codesOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ReplicationGroupValidationError) {
      return error.codes;
    }
    throw error;
  }
  return [];
}

const arnOf = (stack: Stack, cache: ReplicationGroup): unknown =>
  stack.resolve(CfnReplicationGroup.arnForReplicationGroup(cache)) as unknown;

describeConstruct('ReplicationGroupGrants: connect', (test) => {
  it('makes a user with IAM, that may read and write and what clients need, and adds it to the user group', () => {
    const cache = cacheIn(test.stack);
    const { userId } = cache.grants.connect(role(test.stack));

    const template = test.template();
    template.hasResourceProperties(USER, {
      Engine: 'redis',
      UserId: Match.stringLikeRegexp('^stack-taskrole-[0-9a-f]{8}$'),
      UserName: Match.stringLikeRegexp('^stack-taskrole-[0-9a-f]{8}$'),
      AuthenticationMode: { Type: 'iam' },
      AccessString: AccessString.readWrite().withClientCommands().text,
      NoPasswordRequired: Match.absent(),
      Passwords: Match.absent(),
    });
    template.hasResourceProperties(USER_GROUP, { UserIds: [Match.anyValue(), test.stack.resolve(userId) as unknown] });
  });

  it('has the same id and name, as IAM demands', () => {
    const cache = cacheIn(test.stack);
    cache.grants.connect(role(test.stack));

    const users = test.template().findResources(USER, { Properties: { AuthenticationMode: { Type: 'iam' } } });
    const [user] = Object.values(users) as { Properties: { UserId: string; UserName: string } }[];
    expect(user?.Properties.UserId).toBe(user?.Properties.UserName);
  });

  it('allows elasticache:Connect on the group and on the user, and nothing else', () => {
    const cache = cacheIn(test.stack);
    const { userId, grant } = cache.grants.connect(role(test.stack));

    test.template().hasResourceProperties(POLICY, {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'elasticache:Connect',
            Resource: [
              arnOf(test.stack, cache) as object,
              { 'Fn::GetAtt': [(test.stack.resolve(userId) as { readonly Ref: string }).Ref, 'Arn'] },
            ],
          },
        ],
      },
    });
    expect(grant.success).toBe(true);
  });

  it('gives the rights that were asked for', () => {
    const cache = cacheIn(test.stack);
    cache.grants.connect(role(test.stack), { accessString: AccessString.readOnly().keys('app:*'), userId: 'orders' });

    test.template().hasResourceProperties(USER, {
      UserId: 'orders',
      UserName: 'orders',
      AccessString: Match.stringLikeRegexp('^on ~app:\\* -@all .* \\+@read$'),
    });
  });

  it('finds the same user for the same role, and for what has the role', () => {
    const cache = cacheIn(test.stack);
    const handler = new Function(test.stack, 'Handler', {
      code: Code.fromInline('exports.handler = async () => {}'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      role: role(test.stack),
    });
    const first = cache.grants.connect(handler);
    const second = cache.grants.connect(handler.role as IGrantable);

    expect(second.userId).toBe(first.userId);
    // the user and the default user, which is off
    test.template().resourceCountIs(USER, 2);
  });

  it('makes one user for each role', () => {
    const cache = cacheIn(test.stack);
    cache.grants.connect(role(test.stack, 'One'));
    cache.grants.connect(role(test.stack, 'Two'));

    const template = test.template();
    template.resourceCountIs(USER, 3);
    template.hasResourceProperties(USER_GROUP, { UserIds: [Match.anyValue(), Match.anyValue(), Match.anyValue()] });
  });

  it('takes a token for an id', () => {
    const cache = cacheIn(test.stack);
    cache.grants.connect(role(test.stack), { userId: Lazy.string({ produce: () => 'late' }) });

    test.template().hasResourceProperties(USER, { UserId: 'late', UserName: 'late' });
  });
});

describeConstruct('ReplicationGroupGrants: groups of others', (test) => {
  it('connects as a user that is there already, on an imported group', () => {
    const cache = ReplicationGroup.fromReplicationGroupId(test.stack, 'Cache', 'orders');
    const { userId } = ReplicationGroupGrants.fromReplicationGroup(cache).connect(role(test.stack), { existingUserId: 'reader' });

    expect(userId).toBe('reader');
    const statements = Object.values(test.template().findResources(POLICY));
    expect(JSON.stringify(statements)).toMatch(/:elasticache:.*:replicationgroup:orders.*:elasticache:.*:user:reader/);
  });

  it('uses the account and region of an imported group', () => {
    const cache = ReplicationGroup.fromReplicationGroupAttributes(test.stack, 'Cache', {
      replicationGroupId: 'orders',
      replicationGroupArn: 'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders',
    });
    ReplicationGroupGrants.fromReplicationGroup(cache).connect(role(test.stack), { existingUserId: 'reader' });

    const text = JSON.stringify(test.template().findResources(POLICY));
    expect(text).toContain(':elasticache:eu-west-1:111122223333:replicationgroup:orders');
    expect(text).toContain(':elasticache:eu-west-1:111122223333:user:reader');
  });

  it('describes, and allows anything else, on a raw L1', () => {
    const raw = new CfnReplicationGroup(test.stack, 'Raw', {
      replicationGroupDescription: 'raw',
      engine: 'valkey',
      port: 7000,
      transitEncryptionEnabled: true,
      atRestEncryptionEnabled: true,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      cacheSubnetGroupName: 'subnets',
      numCacheClusters: 2,
    });
    raw.cfnOptions.metadata = {};
    const grants = ReplicationGroupGrants.fromReplicationGroup(raw);
    const client = role(test.stack);
    grants.describe(client);
    grants.actions(client, 'elasticache:TestFailover', 'elasticache:ListTagsForResource');

    const resource = test.stack.resolve(CfnReplicationGroup.arnForReplicationGroup(raw)) as object;
    Template.fromStack(test.stack).hasResourceProperties(POLICY, {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 'elasticache:DescribeReplicationGroups', Resource: resource }),
          Match.objectLike({ Action: ['elasticache:TestFailover', 'elasticache:ListTagsForResource'], Resource: resource }),
        ]),
      },
    });
  });
});

describe('ReplicationGroupGrants: fails', () => {
  const setUp = (authentication?: Authentication): { readonly cache: ReplicationGroup; readonly client: Role } => {
    const stack = new Stack(new App(), 'Stack');
    return { cache: new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), authentication }), client: role(stack) };
  };

  it.each([Authentication.none(), Authentication.generatedAuthToken(), Authentication.userGroup('theirs')])(
    'with ConnectNeedsIam on a group without IAM (%#)',
    (authentication) => {
      const { cache, client } = setUp(authentication);
      expect(codesOf(() => cache.grants.connect(client))).toEqual(['ConnectNeedsIam']);
    },
  );

  it('with ConnectUserExists for the same client with other rights, unless it gets a user of its own', () => {
    const { cache, client } = setUp();
    cache.grants.connect(client);

    expect(codesOf(() => cache.grants.connect(client, { accessString: AccessString.readOnly() }))).toEqual(['ConnectUserExists']);
    expect(codesOf(() => cache.grants.connect(client, { accessString: AccessString.readOnly(), userId: 'reader' }))).toEqual([]);
  });

  it('with ConnectGranteeUnnamed for a grantee that is no construct', () => {
    const { cache } = setUp();
    const account: IGrantable = new AccountPrincipal('111122223333');

    expect(codesOf(() => cache.grants.connect(account))).toEqual(['ConnectGranteeUnnamed']);
  });

  it.each<ConnectOptions>([
    { existingUserId: 'a', userId: 'b' },
    { existingUserId: 'a', accessString: AccessString.readOnly() },
  ])('with ConnectOptionsContradictory for %j', (options) => {
    const { cache, client } = setUp();
    expect(codesOf(() => cache.grants.connect(client, options))).toEqual(['ConnectOptionsContradictory']);
  });

  it.each(['Orders', '1st', 'a--b', 'a-', 'a_b', '', 'default', 'a'.repeat(41)])('with UserIdMalformed for "%s"', (userId) => {
    const { cache, client } = setUp();
    expect(codesOf(() => cache.grants.connect(client, { userId }))).toEqual(['UserIdMalformed']);
  });
});

describe('ReplicationGroupGrants: ids of users', () => {
  function idsIn(stack: Stack): string[] {
    const users = Template.fromStack(stack).findResources(USER) as Record<string, { Properties: { UserId: string } }>;
    return Object.values(users).map(({ Properties }) => Properties.UserId);
  }

  function stackWithUser(stack: Stack): Stack {
    cacheIn(stack).grants.connect(role(stack, 'A-very-long-name-of-a-role-that-nobody-would-write-and-somebody-will'));
    return stack;
  }

  it('are the same at every synth, and others in a stack of another name', () => {
    const ids = idsIn(stackWithUser(new Stack(new App(), 'Stack', { stackName: 'one' })));

    expect(idsIn(stackWithUser(new Stack(new App(), 'Stack', { stackName: 'one' })))).toEqual(ids);
    expect(idsIn(stackWithUser(new Stack(new App(), 'Stack', { stackName: 'two' })))).not.toEqual(ids);
    ids.forEach((id) => {
      expect(id).toMatch(/^[a-z](-?[a-z0-9])*$/);
      expect(id.length).toBeLessThanOrEqual(40);
    });
  });

  it('differ between nested stacks of different parents', () => {
    const nestedIn = (stackName: string): string[] => {
      const parent = new Stack(new App(), 'Stack', { stackName });
      return idsIn(stackWithUser(new NestedStack(parent, 'Nested')));
    };

    expect(nestedIn('one')).not.toEqual(nestedIn('two'));
  });
});
