import { App, Aspects, CfnOutput, Duration, type IPropertyInjector, type InjectionContext, Mixin, Mixins, PropertyInjectors, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnParameterGroup, CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { type IConstruct } from 'constructs';
import {
  CacheEngine,
  CacheNodeType,
  CacheParameterGroup,
  type CacheParameterGroupProps,
  CacheSubnetGroup,
  type CacheSubnetGroupProps,
  ReplicationGroup,
  type ReplicationGroupProps,
  ValkeyVersion,
} from '../../../lib';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';

const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';

describeConstruct('ReplicationGroup: escape hatches', (test) => {
  const made = (): [ReplicationGroup, CfnReplicationGroup] => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });
    return [cache, cache.node.defaultChild as CfnReplicationGroup];
  };

  it('lead to the L1 by node.defaultChild', () => {
    const [, resource] = made();

    expect(resource).toBeInstanceOf(CfnReplicationGroup);
    resource.primaryClusterId = 'seed';
    test.template().hasResourceProperties(REPLICATION_GROUP, { PrimaryClusterId: 'seed' });
  });

  it('write properties of the template, which the rules judge', () => {
    const [, resource] = made();
    resource.addPropertyOverride('SnapshotRetentionLimit', 3);
    resource.addPropertyOverride('NewPropertyOfNextYear', 'on');
    resource.addPropertyDeletionOverride('AutoMinorVersionUpgrade');

    // not by test.template(): its validator rightly knows no property of next year
    Template.fromStack(test.stack).hasResourceProperties(REPLICATION_GROUP, {
      SnapshotRetentionLimit: 3,
      NewPropertyOfNextYear: 'on',
      AutoMinorVersionUpgrade: Match.absent(),
    });
  });

  it('are judged at synth', () => {
    const [, resource] = made();
    resource.addPropertyOverride('SnapshotRetentionLimit', 99);

    expect(() => Template.fromStack(test.stack)).toThrow('[SnapshotRetentionOutOfRange] snapshotRetention (SnapshotRetentionLimit) is 99 days');
  });

  it('keep conditions, metadata, logical ids and tags', () => {
    const [cache, resource] = made();
    resource.overrideLogicalId('Sessions');
    resource.addMetadata('owner', 'platform');
    Tags.of(cache).add('team', 'platform');

    test.template().hasResource(REPLICATION_GROUP, {
      Metadata: { owner: 'platform' },
      Properties: { Tags: [{ Key: 'team', Value: 'platform' }] },
    });
    expect(test.stack.resolve(cache.replicationGroupId)).toEqual({ Ref: 'Sessions' });
  });

  it('find the companions by their ids', () => {
    const [cache] = made();

    expect(cache.node.findChild('SubnetGroup')).toBeInstanceOf(CfnSubnetGroup);
    expect(cache.node.findChild('ParameterGroup')).toBeInstanceOf(CfnParameterGroup);
    test.template();
  });
});

/** What a platform team wants of every cache, as a mixin of the CDK. */
class LongSnapshots extends Mixin {
  public override supports(construct: IConstruct): boolean {
    return CfnReplicationGroup.isCfnReplicationGroup(construct);
  }

  public applyTo(construct: IConstruct): void {
    if (CfnReplicationGroup.isCfnReplicationGroup(construct)) {
      construct.snapshotRetentionLimit = 35;
    }
  }
}

describeConstruct('ReplicationGroup: mixins and aspects', (test) => {
  it('takes mixins on its L1, one by one', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });
    cache.with(new LongSnapshots());

    test.template().hasResourceProperties(REPLICATION_GROUP, { SnapshotRetentionLimit: 35 });
  });

  it('takes mixins for the whole stack', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });
    Mixins.of(test.stack).apply(new LongSnapshots());

    test.template().hasResourceProperties(REPLICATION_GROUP, { SnapshotRetentionLimit: 35 });
  });

  it('takes aspects', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });
    Aspects.of(test.app).add({
      visit: (node) => {
        if (CfnReplicationGroup.isCfnReplicationGroup(node)) {
          node.autoMinorVersionUpgrade = false;
        }
      },
    });

    test.template().hasResourceProperties(REPLICATION_GROUP, { AutoMinorVersionUpgrade: false });
  });
});

/** What a platform team wants of every group, whoever makes it. */
class CompanyDefaults implements IPropertyInjector {
  public readonly constructUniqueId = ReplicationGroup.PROPERTY_INJECTION_ID;

  public constructor(private readonly defaults: Partial<ReplicationGroupProps>) {}

  public inject(original: ReplicationGroupProps, context: InjectionContext): ReplicationGroupProps {
    return { ...this.defaults, description: `${context.scope.node.path}/${context.id} by the platform team`, ...original };
  }
}

describeConstruct('ReplicationGroup: property injectors', (test) => {
  const companyDefaults = new CompanyDefaults({ nodeType: CacheNodeType.M7G_LARGE, snapshotRetention: Duration.days(30) });

  it('fill in what a group does not say', () => {
    PropertyInjectors.of(test.app).add(companyDefaults);
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), nodeType: CacheNodeType.T4G_SMALL });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      CacheNodeType: 'cache.t4g.small',
      SnapshotRetentionLimit: 30,
      ReplicationGroupDescription: 'Stack/Cache by the platform team',
    });
  });

  it('count when they are nearest', () => {
    PropertyInjectors.of(test.app).add(companyDefaults);
    PropertyInjectors.of(test.stack).add(new CompanyDefaults({ replicationGroupId: 'Near' }));
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });
    new CfnOutput(test.stack, 'Id', { value: cache.replicationGroupId });

    test.template().hasResourceProperties(REPLICATION_GROUP, { ReplicationGroupId: 'near', SnapshotRetentionLimit: 7 });
  });

  it('are not asked by what is of another class, or elsewhere', () => {
    PropertyInjectors.of(new Stack(test.app, 'Other')).add(companyDefaults);
    PropertyInjectors.of(test.stack).add({ constructUniqueId: 'somebody-else.ReplicationGroup', inject: () => ({}) });
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    test.template().hasResourceProperties(REPLICATION_GROUP, { CacheNodeType: 'cache.r7g.large' });
  });

  it('are there for parameter groups and subnet groups too', () => {
    const parameters: IPropertyInjector = {
      constructUniqueId: CacheParameterGroup.PROPERTY_INJECTION_ID,
      inject: (props: CacheParameterGroupProps): CacheParameterGroupProps => ({ ...props, parameters: { timeout: '300' } }),
    };
    const subnets: IPropertyInjector = {
      constructUniqueId: CacheSubnetGroup.PROPERTY_INJECTION_ID,
      inject: (props: CacheSubnetGroupProps): CacheSubnetGroupProps => ({ ...props, description: 'injected' }),
    };
    PropertyInjectors.of(test.stack).add(parameters, subnets);
    new CacheParameterGroup(test.stack, 'Parameters', { engine: CacheEngine.valkey(ValkeyVersion.V9_1) });
    new CacheSubnetGroup(test.stack, 'Subnets', { vpc: dualStackVpc(test.stack) });

    const template = test.template();
    template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', { Properties: Match.objectLike({ timeout: '300' }) });
    template.hasResourceProperties('AWS::ElastiCache::SubnetGroup', { Description: 'injected' });
  });
});

describe('ReplicationGroup: wrong properties that an injector brings', () => {
  it('fails as if they had been written', () => {
    const stack = new Stack(new App(), 'Stack');
    PropertyInjectors.of(stack).add(new CompanyDefaults({ port: 0 }));

    expect(() => new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack) })).toThrow('[PortOutOfRange]');
  });
});
