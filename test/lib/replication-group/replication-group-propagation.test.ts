import { Annotations as CoreAnnotations, Duration } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CacheNodeType, ClusterMode, IpDiscovery, NetworkType, ReplicationGroup, TransitEncryption } from '../../../lib';
import { IP_DISCOVERY_WITHOUT_CLUSTER_MODE } from '../../../lib/private/warning';
import { ReplicationGroupValidationError } from '../../../lib/private/validation-error';
import { WITHOUT_ENCRYPTION } from '../../support/acknowledged-findings';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';

const GATE = 'Custom::ElastiCachePropagationGate';

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
    [{ transitEncryption: TransitEncryption.REQUIRED }, /transitEncryption is "required"/],
    [{ transitEncryption: TransitEncryption.PREFERRED }, /transitEncryption is "preferred"/],
    [{ transitEncryption: TransitEncryption.DISABLED, clusterMode: ClusterMode.DISABLED }, /clusterMode is "disabled"/],
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
