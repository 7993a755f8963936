import { App, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnParameterGroup } from 'aws-cdk-lib/aws-elasticache';
import {
  CacheEngine,
  CacheNodeType,
  CacheParameterGroup,
  type CacheParameterGroupProps,
  ClusterMode,
  RedisVersion,
  ReplicationGroup,
  type ReplicationGroupProps,
  ValkeyVersion,
} from '../../../../lib';
import { describeConstruct } from '../../../support/describe-construct';
import { dualStackVpc } from '../../../support/subnets';
import { onlyResource } from '../../gates/support/resources';

const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';
const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const VALKEY_8 = CacheEngine.valkey(ValkeyVersion.V8_1);

describeConstruct('CacheParameterGroup', (test) => {
  const made = (props: Partial<CacheParameterGroupProps> = {}): CacheParameterGroup =>
    new CacheParameterGroup(test.stack, 'Parameters', { engine: VALKEY_8, ...props });

  it('is of the family of the engine, with cluster mode, and has a name that CloudFormation makes up', () => {
    const parameters = made({ parameters: { 'maxmemory-policy': 'allkeys-lru' } });

    test.template().hasResourceProperties(PARAMETER_GROUP, {
      CacheParameterGroupFamily: 'valkey8',
      Description: 'Parameters of Stack/Parameters',
      Properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': 'allkeys-lru' },
      CacheParameterGroupName: Match.absent(),
    });
    expect(parameters.family).toBe('valkey8');
    expect(test.stack.resolve(parameters.cacheParameterGroupName)).toEqual({ Ref: expect.any(String) as string });
    expect(parameters.parameterGroupRef).toEqual({ cacheParameterGroupName: parameters.cacheParameterGroupName });
    expect(parameters.node.defaultChild).toBeInstanceOf(CfnParameterGroup);
  });

  it.each([
    [ClusterMode.ENABLED, { 'cluster-enabled': 'yes' }],
    [ClusterMode.COMPATIBLE, { 'cluster-enabled': 'yes' }],
    [ClusterMode.DISABLED, Match.absent()],
  ])('says cluster-enabled where it must: %s', (clusterMode, properties) => {
    made({ clusterMode });

    test.template().hasResourceProperties(PARAMETER_GROUP, { Properties: properties });
  });

  it('takes further parameters later, and tags, a description and a policy', () => {
    made({ description: 'sessions', removalPolicy: RemovalPolicy.RETAIN }).addParameter('timeout', '300');

    test.template().hasResource(PARAMETER_GROUP, {
      Properties: { Description: 'sessions', Properties: { 'cluster-enabled': 'yes', timeout: '300' } },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('takes tokens', () => {
    const policy = new CfnParameter(test.stack, 'Policy');
    made({ parameters: { 'maxmemory-policy': policy.valueAsString } });

    test.template().hasResourceProperties(PARAMETER_GROUP, { Properties: { 'maxmemory-policy': { Ref: 'Policy' } } });
  });

  it('can be one that something else made', () => {
    const imported = CacheParameterGroup.fromCacheParameterGroupName(test.stack, 'Imported', 'default.valkey8.cluster.on');
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), parameterGroup: imported });

    const template = test.template();
    template.hasResourceProperties(REPLICATION_GROUP, { CacheParameterGroupName: 'default.valkey8.cluster.on' });
    template.resourceCountIs(PARAMETER_GROUP, 0);
    expect(imported.parameterGroupRef.cacheParameterGroupName).toBe('default.valkey8.cluster.on');
  });
});

describe('CacheParameterGroup: logical ids', () => {
  const idWith = (clusterMode: ClusterMode): string => {
    const stack = new Stack(new App(), 'Stack');
    new CacheParameterGroup(stack, 'Parameters', { engine: VALKEY_8, clusterMode });
    return onlyResource(Template.fromStack(stack), PARAMETER_GROUP).id;
  };

  it('change with cluster-enabled, which can not change in a parameter group that is in use', () => {
    expect(idWith(ClusterMode.DISABLED)).not.toBe(idWith(ClusterMode.COMPATIBLE));
    expect(idWith(ClusterMode.COMPATIBLE)).toBe(idWith(ClusterMode.ENABLED));
  });
});

describe('CacheParameterGroup: parameters that can not be', () => {
  it.each([
    [{ 'cluster-enabled': 'yes' }, ['ParameterClusterEnabled']],
    [{ 'maxmemory-policy': 'lru' }, ['ParameterValueInvalid']],
    [{ 'cluster-enabled': 'true' }, ['ParameterClusterEnabled', 'ParameterValueInvalid']],
  ])('fails with %j: %j', (parameters, codes) => {
    const stack = new Stack(new App(), 'Stack');

    expect(() => new CacheParameterGroup(stack, 'Parameters', { engine: VALKEY_8, parameters })).toThrow(
      expect.objectContaining({ codes }) as Error,
    );
  });

  it('fails when one is added later', () => {
    const parameters = new CacheParameterGroup(new Stack(new App(), 'Stack'), 'Parameters', { engine: VALKEY_8 });

    expect(() => {
      parameters.addParameter('timeout', '5');
    }).toThrow('[ParameterValueInvalid] parameter timeout is "5" but must be 0, or 20 seconds or more');
  });
});

describeConstruct('ReplicationGroup: parameters', (test) => {
  it('go into the parameter group of its own', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      parameters: { 'maxmemory-policy': 'volatile-ttl', 'slowlog-log-slower-than': '5000' },
    });

    const template = test.template();
    template.hasResourceProperties(PARAMETER_GROUP, {
      Properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': 'volatile-ttl', 'slowlog-log-slower-than': '5000' },
    });
    const { cacheParameterGroupName } = cache.parameterGroup.parameterGroupRef;
    template.hasResourceProperties(REPLICATION_GROUP, {
      CacheParameterGroupName: test.stack.resolve(cacheParameterGroupName) as unknown,
    });
  });

  it('can be shared', () => {
    const vpc = dualStackVpc(test.stack);
    const parameterGroup = new CacheParameterGroup(test.stack, 'Parameters', { engine: VALKEY_8 });
    const caches = ['One', 'Two'].map((id) => new ReplicationGroup(test.stack, id, { vpc, parameterGroup, removalPolicy: RemovalPolicy.RETAIN }));

    const template = test.template();
    // what was given keeps the policy that it was given
    template.hasResource(PARAMETER_GROUP, { DeletionPolicy: Match.absent() });
    template.resourceCountIs(PARAMETER_GROUP, 1);
    expect(caches.map((cache) => cache.parameterGroup)).toEqual([parameterGroup, parameterGroup]);
  });

  it('can come from an L1, also of another stack', () => {
    const other = new Stack(test.app, 'Other');
    const parameterGroup = new CfnParameterGroup(other, 'Raw', {
      cacheParameterGroupFamily: 'valkey8',
      description: 'raw',
      properties: { 'cluster-enabled': 'yes' },
    });
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), parameterGroup });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      CacheParameterGroupName: { 'Fn::ImportValue': Match.stringLikeRegexp('^Other:ExportsOutputRefRaw') },
    });
  });
});

describe('ReplicationGroup: a parameter group that does not fit', () => {
  const raw = (stack: Stack, properties?: Record<string, string>): CfnParameterGroup =>
    new CfnParameterGroup(stack, 'Raw', { cacheParameterGroupFamily: 'valkey8', description: 'raw', properties });
  const CASES: readonly [string, (stack: Stack) => Partial<ReplicationGroupProps>, string[]][] = [
    [
      'of another family',
      (stack) => ({
        parameterGroup: new CacheParameterGroup(stack, 'Parameters', { engine: CacheEngine.redis(RedisVersion.V7_1) }),
      }),
      ['ParameterGroupFamilyMismatch'],
    ],
    [
      'without cluster mode',
      (stack) => ({
        parameterGroup: new CacheParameterGroup(stack, 'Parameters', { engine: VALKEY_8, clusterMode: ClusterMode.DISABLED }),
      }),
      ['ParameterGroupClusterMode'],
    ],
    [
      'of AWS, for another mode',
      (stack) => ({ parameterGroup: CacheParameterGroup.fromCacheParameterGroupName(stack, 'Aws', 'default.valkey8') }),
      ['ParameterGroupClusterMode'],
    ],
    ['with a wrong value, in an L1', (stack) => ({ parameterGroup: raw(stack, { 'cluster-enabled': 'yes', timeout: '7' }) }), ['ParameterValueInvalid']],
    [
      'beside parameters, with both wrong',
      (stack) => ({ parameterGroup: raw(stack), parameters: { activedefrag: 'on' } }),
      ['ParameterValueInvalid', 'ParameterGroupWithParameters', 'ParameterGroupClusterMode'],
    ],
    [
      'with an eviction that tiering can not use',
      () => ({ nodeType: CacheNodeType.R6GD_XLARGE, parameters: { 'maxmemory-policy': 'allkeys-random' } }),
      ['DataTieringEvictionPolicy'],
    ],
  ];

  it.each(CASES)('fails %s', (_, props, codes) => {
    const stack = new Stack(new App(), 'Stack');

    expect(() => new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), ...props(stack) })).toThrow(
      expect.objectContaining({ codes }) as Error,
    );
  });

  it('fails at synth if it is changed later', () => {
    const stack = new Stack(new App(), 'Stack');
    const parameterGroup = raw(stack, { 'cluster-enabled': 'yes' });
    new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), parameterGroup });
    parameterGroup.addPropertyOverride('Properties.cluster-enabled', 'no');

    expect(() => Template.fromStack(stack)).toThrow('[ParameterGroupClusterMode]');
  });
});
