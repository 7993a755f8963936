import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CacheStack } from '../../examples/cluster-mode-flip/cache-stack';
import { SingleShardStack } from '../../examples/cluster-mode-disabled/single-shard-stack';
import { WindowStack } from '../../examples/condition-gate/window-stack';
import { EveryFeatureStack } from '../../examples/every-feature/every-feature-stack';
import { ImportedGroupStack } from '../../examples/gate-on-existing-group/imported-group-stack';
import { RawGroupStack } from '../../examples/gate-on-existing-group/raw-group-stack';
import { IamFlipStack } from '../../examples/iam-flip/iam-flip-stack';
import { MonitoringStack } from '../../examples/monitoring/monitoring-stack';
import { OperationsStack } from '../../examples/operations/operations-stack';
import { GuardedCacheStack } from '../../examples/replacement-guard/guarded-cache-stack';
import { GuardedRawGroupStack } from '../../examples/replacement-guard/guarded-raw-group-stack';
import { RestoredStack } from '../../examples/restore-from-snapshot/restored-stack';
import { ToClusterModeStack } from '../../examples/to-cluster-mode/to-cluster-mode-stack';
import { UserGroupStack } from '../../examples/user-group/user-group-stack';
import { onlyResource } from '../lib/gates/support/resources';

const env = { account: '123456789012', region: 'us-east-1' };

describe.each([
  CacheStack,
  EveryFeatureStack,
  GuardedCacheStack,
  GuardedRawGroupStack,
  IamFlipStack,
  ImportedGroupStack,
  MonitoringStack,
  OperationsStack,
  RawGroupStack,
  RestoredStack,
  SingleShardStack,
  ToClusterModeStack,
  UserGroupStack,
  WindowStack,
])('%p', (StackClass) => {
  const newStack = (): Stack => new StackClass(new App(), 'Example', { env });

  test('cdk-nag finds nothing that is not acknowledged', () => {
    const stack = newStack();
    Template.fromStack(stack);
    const { violations } = new AwsSolutionsChecks(stack).validateScope(stack);
    expect(violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources])).toEqual([]);
  });

  test('acknowledges nothing without a reason', () => {
    const reasons = newStack()
      .node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.values(data as Record<string, string>));
    expect(reasons.length).toBeGreaterThan(0);
    reasons.forEach((reason) => {
      expect(reason.length).toBeGreaterThan(20);
    });
  });
});

describe('CacheStack', () => {
  const gateWith = (context: Record<string, unknown>): Readonly<Record<string, unknown>> =>
    onlyResource(Template.fromStack(new CacheStack(new App({ context }), 'CacheStack', { env })), 'Custom::ElastiCachePropagationGate')
      .Properties;

  test('stays with IPv4 and half an hour unless told otherwise', () => {
    expect(gateWith({})).toMatchObject({ TargetFamily: 'ipv4', TimeoutSeconds: '1800' });
  });

  test('takes family and timeout from the context, as the command line passes them', () => {
    expect(gateWith({ ipDiscovery: 'ipv6', gateTimeoutSeconds: '20' })).toMatchObject({ TargetFamily: 'ipv6', TimeoutSeconds: '20' });
  });

  test('fails for another family', () => {
    expect(() => gateWith({ ipDiscovery: 'ipx' })).toThrow('context ipDiscovery must be ipv4 or ipv6, got "ipx"');
  });
});
