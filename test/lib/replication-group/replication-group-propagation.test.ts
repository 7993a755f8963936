import { Annotations as CoreAnnotations, App, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import {
  Authentication,
  CacheNodeType,
  ClusterMode,
  Evidence,
  GateCredentials,
  IpDiscovery,
  NetworkType,
  ReplicationGroup,
  type ReplicationGroupProps,
  TransitEncryption,
} from '../../../lib';
import { IP_DISCOVERY_WITHOUT_CLUSTER_MODE } from '../../../lib/private/warning';
import { ReplicationGroupValidationError } from '../../../lib/private/validation-error';
import { WITHOUT_ENCRYPTION } from '../../support/acknowledged-findings';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc, ipv6OnlySubnets } from '../../support/subnets';
import { resourceCount } from '../gates/support/resources';

const GATE = 'Custom::ElastiCachePropagationGate';
const REACHABILITY_GATE = 'Custom::ElastiCacheReachabilityGate';
const USER = 'AWS::ElastiCache::User';
const USER_GROUP = 'AWS::ElastiCache::UserGroup';

describeConstruct('ReplicationGroup: propagation gate', (test) => {
  it.each([
    [undefined, 'ipv4'],
    [IpDiscovery.IPV4, 'ipv4'],
    [IpDiscovery.IPV6, 'ipv6'],
  ])('waits for what the nodes are to announce: %s', (ipDiscovery, family) => {
    const cache = new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      transitEncryption: TransitEncryption.DISABLED,
      ipDiscovery,
    });

    test.template(WITHOUT_ENCRYPTION).hasResourceProperties(GATE, {
      TargetFamily: family,
      ReplicationGroupId: test.stack.resolve(cache.replicationGroupId) as unknown,
    });
    expect(cache.propagation).toBe(cache.propagationGate);
  });

  it('waits as long, and asks as often, as it is told', () => {
    new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      transitEncryption: TransitEncryption.DISABLED,
      propagationTimeout: Duration.minutes(5),
      propagationPollInterval: Duration.seconds(1),
    });

    test.template(WITHOUT_ENCRYPTION).hasResourceProperties(GATE, { TimeoutSeconds: '300', PollIntervalMillis: '1000' });
  });

  it('fails for times that a gate can not keep', () => {
    const wait = { propagationTimeout: Duration.hours(2), propagationPollInterval: Duration.minutes(1) };
    const vpc = dualStackVpc(test.stack);

    expect(
      () => new ReplicationGroup(test.stack, 'Cache', { vpc, transitEncryption: TransitEncryption.DISABLED, ...wait }),
    ).toThrow(/\[GateTimeoutOutOfRange\] .*\n.*\[PollIntervalOutOfRange\]/);
  });

  it.each([
    [{ transitEncryption: TransitEncryption.DISABLED, networkType: NetworkType.IPV4 }, /networkType is "ipv4"/],
    [{ transitEncryption: TransitEncryption.DISABLED, propagationGate: false }, /propagationGate is false/],
  ])('fails to give a gate where there is none, and says why: %j', (props, reason) => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });

    expect(cache.propagationGate).toBeUndefined();
    expect(() => cache.propagation).toThrow(ReplicationGroupValidationError);
    expect(() => cache.propagation).toThrow(reason);
    expect(() => cache.propagation).toThrow('[NoPropagationGate]');
    test.template(WITHOUT_ENCRYPTION).resourceCountIs(GATE, 0);
  });
});

describeConstruct('ReplicationGroup: propagation gate of every kind of dual-stack group', (test) => {
  const cacheIn = (props: Partial<ReplicationGroupProps> = {}): ReplicationGroup =>
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });
  const NO_ROTATION = { id: /^AwsSolutions-SMG4$/, reason: 'a secret of the test' };

  it('with IAM: the gate has a user of its own, who may look at the cluster and touch no key', () => {
    cacheIn();

    const template = test.template();
    const users = template.findResources(USER, { Properties: { AuthenticationMode: { Type: 'iam' } } });
    expect(Object.values(users)).toEqual([
      expect.objectContaining({
        Properties: expect.objectContaining({ AccessString: 'on -@all +ping +cluster|slots +cluster|shards +cluster|nodes +cluster|myid' }) as unknown,
      }),
    ]);
    const [probe] = Object.entries(users);
    const userId = (probe?.[1] as { Properties: { UserId: string } }).Properties.UserId;
    expect(userId).toMatch(/^cache-gate-[0-9a-f]{8}$/);
    template.hasResourceProperties(USER_GROUP, { UserIds: [Match.anyValue(), { Ref: probe?.[0] }] });
    template.hasResourceProperties(GATE, { Credentials: { Kind: 'IAM', UserId: userId } });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: 'elasticache:Connect',
            Resource: [
              { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':replicationgroup:$'), { Ref: Match.stringLikeRegexp('^Cache') }])] },
              { 'Fn::Join': ['', Match.arrayWith([`:user:${userId}`])] },
            ],
          },
        ],
      },
    });
  });

  it('with IAM: the user is in the user group before the gate asks, and until the gate is gone', () => {
    cacheIn();

    const template = test.template();
    const [userGroup] = Object.keys(template.findResources(USER_GROUP));
    template.hasResource(GATE, { DependsOn: Match.arrayWith([userGroup]) });
  });

  it('with IAM, and no gate: there is no such user', () => {
    cacheIn({ propagationGate: false });

    test.template().resourceCountIs(USER, 1);
  });

  it('with a generated AUTH token: the gate reads the secret', () => {
    cacheIn({ authentication: Authentication.generatedAuthToken() });

    const template = test.template();
    const [secret] = Object.keys(template.findResources('AWS::SecretsManager::Secret'));
    template.hasResourceProperties(GATE, { Credentials: { Kind: 'SECRET', SecretArn: { Ref: secret } } });
  });

  it('with an AUTH token in a field of a secret: the gate reads the field', () => {
    const secret = new Secret(test.stack, 'Token');
    cacheIn({ authentication: Authentication.authTokenFromSecret(secret, 'token') });

    test.template(NO_ROTATION).hasResourceProperties(GATE, { Credentials: { Kind: 'SECRET', PasswordField: 'token' } });
  });

  it.each([
    ['an AUTH token of which nothing is known', Authentication.authToken(SecretValue.secretsManager('token'))],
    ['a user group of somebody else', Authentication.userGroup('users')],
    ['no authentication', Authentication.none()],
  ])('with %s: the gate has no credentials, and shakes hands', (_, authentication) => {
    cacheIn({ authentication });

    test.template().hasResourceProperties(GATE, { Credentials: Match.absent() });
  });

  it('with a user group of somebody else and credentials: the gate uses those', () => {
    cacheIn({ authentication: Authentication.userGroup('users'), gateCredentials: GateCredentials.iam('probe'), propagationMinimumEvidence: Evidence.ANSWERED });

    test.template().hasResourceProperties(GATE, { Credentials: { Kind: 'IAM', UserId: 'probe' }, MinimumEvidence: 'ANSWERED' });
  });

  it.each([
    { transitEncryption: TransitEncryption.PREFERRED },
    { clusterMode: ClusterMode.DISABLED },
    { transitEncryption: TransitEncryption.DISABLED, clusterMode: ClusterMode.DISABLED },
  ])('with %j', (props) => {
    const cache = cacheIn(props);

    test.template(WITHOUT_ENCRYPTION).resourceCountIs(GATE, 1);
    expect(cache.propagation).toBe(cache.propagationGate);
  });

  it('adds 10 resources to the default group, which has a guard: the probe, its user, the ways, the rights and itself', () => {
    const countWith = (propagationGate: boolean): number => {
      const stack = new Stack(new App(), 'Stack');
      new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), propagationGate });
      return resourceCount(stack);
    };

    expect(countWith(true) - countWith(false)).toBe(10);
  });
});

describeConstruct('ReplicationGroup: reachability gates', (test) => {
  it('ask before the group changes, with the user and the probe of the propagation gate: one resource more', () => {
    const countWith = (make: (cache: ReplicationGroup) => unknown): number => {
      const stack = new Stack(new App(), 'Stack');
      make(new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack) }));
      return resourceCount(stack);
    };
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ipDiscovery: IpDiscovery.IPV6 });
    const gate = cache.addReachabilityGate('Reachability', { timeout: Duration.minutes(5) });

    const template = test.template();
    const [reachability] = Object.keys(template.findResources(REACHABILITY_GATE));
    const [userGroup] = Object.keys(template.findResources(USER_GROUP));
    expect(gate.targetFamily).toBe('ipv6');
    template.hasResource('AWS::ElastiCache::ReplicationGroup', { DependsOn: Match.arrayWith([reachability]) });
    template.hasResource(REACHABILITY_GATE, {
      DependsOn: Match.arrayWith([userGroup]),
      Properties: { TargetFamily: 'ipv6', TimeoutSeconds: '300', Credentials: { Kind: 'IAM', UserId: Match.stringLikeRegexp('^cache-gate-') } },
    });
    expect(countWith((made) => made.addReachabilityGate('Reachability')) - countWith(() => undefined)).toBe(1);
  });

  it('ask in the place of each client, also of one that the propagation gate holds up', () => {
    const vpc = dualStackVpc(test.stack);
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc });
    const clients = ['Orders', 'Users'].map((id) => new Construct(test.stack, id));
    clients.forEach((client) => {
      const securityGroup = new SecurityGroup(client, 'SecurityGroup', { vpc, allowAllOutbound: false });
      cache.connections.allowDefaultPortFrom(securityGroup);
      cache.addReachabilityGate(`Reachability${client.node.id}`, { clientSecurityGroups: [securityGroup] });
      cache.propagation.protect(client);
    });

    // Template.fromStack refuses cyclic dependencies
    test.template().resourceCountIs(REACHABILITY_GATE, 2);
  });

  it('ask over the only family of a group that has one', () => {
    const vpc = dualStackVpc(test.stack);
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, networkType: NetworkType.IPV6, vpcSubnets: { subnets: ipv6OnlySubnets(test.stack, vpc) } });
    cache.addReachabilityGate('Reachability');

    test.template().hasResourceProperties(REACHABILITY_GATE, { TargetFamily: 'ipv6', NetworkType: 'ipv6' });
  });

  it('use the credentials that the group was given, or those of their own', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      authentication: Authentication.userGroup('users'),
      gateCredentials: GateCredentials.iam('group-probe'),
    });
    cache.addReachabilityGate('First');
    cache.addReachabilityGate('Second', { credentials: GateCredentials.iam('own-probe') });

    const template = test.template();
    ['group-probe', 'own-probe'].forEach((UserId) => {
      template.hasResourceProperties(REACHABILITY_GATE, { Credentials: { Kind: 'IAM', UserId } });
    });
  });
});

describeConstruct('ReplicationGroup: warnings', (test) => {
  it('warns of IPv6 discovery without cluster mode, and can be told to be quiet', () => {
    const { id } = IP_DISCOVERY_WITHOUT_CLUSTER_MODE;
    const props = {
      vpc: dualStackVpc(test.stack),
      clusterMode: ClusterMode.DISABLED,
      ipDiscovery: IpDiscovery.IPV6,
    };
    new ReplicationGroup(test.stack, 'Loud', props);
    const quiet = new ReplicationGroup(test.stack, 'Quiet', props);
    CoreAnnotations.of(quiet).acknowledgeWarning(id);

    test.template();
    const warnings = Annotations.fromStack(test.stack);
    warnings.hasWarning('/Stack/Loud', Match.stringLikeRegexp(`ipDiscovery is "ipv6" but clusterMode.*${id}`));
    warnings.hasNoWarning('/Stack/Quiet', Match.anyValue());
  });

  it.each([
    { clusterMode: ClusterMode.DISABLED },
    { clusterMode: ClusterMode.ENABLED, ipDiscovery: IpDiscovery.IPV6 },
    { clusterMode: ClusterMode.DISABLED, networkType: NetworkType.IPV4, nodeType: CacheNodeType.of('cache.m4.large') },
  ])('is quiet otherwise: %j', (props) => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });

    test.template();
    expect(Annotations.fromStack(test.stack).findWarning('*', Match.anyValue())).toEqual([]);
  });
});
