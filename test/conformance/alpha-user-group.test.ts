import { AccessControl, IamUser, NoPasswordUser, UserEngine, UserGroup } from '@aws-cdk/aws-elasticache-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AccessString, Authentication, CacheEngine, RedisVersion, ReplicationGroup } from '../../lib';
import { type AcknowledgedFinding } from '../support/acknowledged-findings';
import { describeConstruct } from '../support/describe-construct';
import { dualStackVpc } from '../support/subnets';

const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const USER_GROUP = 'AWS::ElastiCache::UserGroup';

/** What the alpha writes is not ours to judge. */
const OF_THE_ALPHA: AcknowledgedFinding = { id: /^[EW]\d+$/, path: /^(User|Group|Default)/, reason: 'users and user groups of another package' };

/** The package that AWS publishes, not an imitation of it. */
describeConstruct('a UserGroup of @aws-cdk/aws-elasticache-alpha', (test) => {
  const iamUser = (): IamUser =>
    new IamUser(test.stack, 'User', { userId: 'orders', accessControl: AccessControl.fromAccessString(AccessString.readOnly().keys('app:*').text) });

  it('is taken as it is, and exists before the group', () => {
    const userGroup = new UserGroup(test.stack, 'Group', { users: [iamUser()] });
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), port: 7000, authentication: Authentication.userGroup(userGroup) });

    const template = test.template(OF_THE_ALPHA);
    const [userGroupId] = Object.keys(template.findResources(USER_GROUP));
    template.hasResourceProperties(REPLICATION_GROUP, { UserGroupIds: [{ Ref: userGroupId }] });
    template.hasResourceProperties('AWS::ElastiCache::User', { AccessString: 'on ~app:* -@all +@read' });
  });

  it('is taken when it is imported', () => {
    const userGroup = UserGroup.fromUserGroupName(test.stack, 'Group', 'theirs');
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), port: 7000, authentication: Authentication.userGroup(userGroup) });

    test.template().hasResourceProperties(REPLICATION_GROUP, { UserGroupIds: ['theirs'] });
  });

  it('has users whom grants.connect() may name', () => {
    const user = iamUser();
    const userGroup = new UserGroup(test.stack, 'Group', { users: [user] });
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), port: 7000, authentication: Authentication.userGroup(userGroup) });
    const role = new Role(test.stack, 'TaskRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    const { userId, grant } = cache.grants.connect(role, { existingUserId: user.userId });

    expect([userId, grant.success]).toEqual(['orders', true]);
    test.template(OF_THE_ALPHA).resourceCountIs('AWS::ElastiCache::User', 1);
  });
});

describe('a UserGroup of @aws-cdk/aws-elasticache-alpha: what does not fit', () => {
  const stack = (): Stack => new Stack(new App(), 'Stack');

  it('is found, although the engine stands in a construct of another package', () => {
    const scope = stack();
    const valkeyUsers = new UserGroup(scope, 'Group', { engine: UserEngine.VALKEY });

    const make = () =>
      new ReplicationGroup(scope, 'Cache', { vpc: dualStackVpc(scope), engine: CacheEngine.redis(RedisVersion.V7_1), authentication: Authentication.userGroup(valkeyUsers) });
    expect(make).toThrow(/\[UserGroupEngineMismatch\]/);
  });

  it('is not said of users of Redis OSS, who fit caches of both engines', () => {
    const scope = stack();
    const users = new UserGroup(scope, 'Group', { engine: UserEngine.REDIS, users: [new NoPasswordUser(scope, 'Default', { userId: 'nobody', userName: 'default', accessControl: AccessControl.fromAccessString('off -@all') })] });

    expect(() => new ReplicationGroup(scope, 'Cache', { vpc: dualStackVpc(scope), authentication: Authentication.userGroup(users) })).not.toThrow();
  });
});
