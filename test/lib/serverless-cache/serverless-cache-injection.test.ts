import { App, Duration, type InjectionContext, type IPropertyInjector, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { NetworkType, ServerlessCache, type ServerlessCacheProps } from '../../../lib';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';

/** What a platform team wants of every cache, whoever makes it. */
class CompanyDefaults implements IPropertyInjector {
  public readonly constructUniqueId = ServerlessCache.PROPERTY_INJECTION_ID;

  public constructor(private readonly defaults: Partial<ServerlessCacheProps>) {}

  public inject(original: ServerlessCacheProps, context: InjectionContext): ServerlessCacheProps {
    return { ...this.defaults, description: `${context.id} by the platform team`, ...original };
  }
}

describeConstruct('ServerlessCache: property injectors', (test) => {
  it('fill in what a cache does not say', () => {
    PropertyInjectors.of(test.app).add(new CompanyDefaults({ snapshotRetention: Duration.days(30), networkType: NetworkType.IPV4, serverlessCacheName: 'Injected' }));
    new ServerlessCache(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), networkType: NetworkType.DUAL_STACK });

    test.template().hasResourceProperties('AWS::ElastiCache::ServerlessCache', {
      Description: 'Cache by the platform team',
      NetworkType: 'dual_stack',
      ServerlessCacheName: 'injected',
      SnapshotRetentionLimit: 30,
    });
  });
});

describe('ServerlessCache: wrong properties that an injector brings', () => {
  it('fails as if they had been written', () => {
    const stack = new Stack(new App(), 'Stack');
    PropertyInjectors.of(stack).add(new CompanyDefaults({ snapshotRetention: Duration.days(36) }));

    expect(() => new ServerlessCache(stack, 'Cache', { vpc: dualStackVpc(stack) })).toThrow('[SnapshotRetentionOutOfRange]');
  });
});
