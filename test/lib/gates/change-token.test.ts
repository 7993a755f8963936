import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { AddressFamily, PropagationGate } from '../../../lib/gates';
import { ReplicationGroup } from '../../../lib/replication-group';
import { dualStackVpc } from '../../support/subnets';
import { rawGroup } from './support/raw-group';
import { onlyResource } from './support/resources';

/** The token of a gate on an L1 that was changed after the gate was made. */
function tokenAfter(change: (group: CfnReplicationGroup, stack: Stack) => void, changeToken?: string): unknown {
  const stack = new Stack(new App(), 'Stack');
  const vpc = dualStackVpc(stack);
  const replicationGroup = rawGroup(stack, vpc);
  new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, changeToken });
  change(replicationGroup, stack);
  return onlyResource(Template.fromStack(stack), 'Custom::ElastiCachePropagationGate').Properties['ChangeToken'];
}

const nothing = (): void => undefined;

describe('ChangeToken of a gate', () => {
  test('is the same for the same group', () => {
    expect(tokenAfter(nothing)).toEqual(tokenAfter(nothing));
  });

  test.each<[string, (group: CfnReplicationGroup) => void]>([
    ['shards', (group) => (group.numNodeGroups = 4)],
    ['replicas', (group) => (group.replicasPerNodeGroup = 2)],
    ['engine version', (group) => (group.engineVersion = '8.2')],
    ['node type', (group) => (group.cacheNodeType = 'cache.r7g.large')],
    ['security groups', (group) => (group.securityGroupIds = ['sg-1'])],
    ['an escape hatch', (group) => { group.addPropertyOverride('EngineVersion', '8.2'); }],
  ])('changes with %s, until the very end', (_, change) => {
    expect(tokenAfter(change)).not.toEqual(tokenAfter(nothing));
  });

  test('does not change with what moves no node', () => {
    const rename = (group: CfnReplicationGroup): void => {
      group.replicationGroupDescription = 'Another name';
    };
    expect(tokenAfter(rename)).toEqual(tokenAfter(nothing));
  });

  test('changes with the text of the user', () => {
    expect(tokenAfter(nothing, 'second')).not.toEqual(tokenAfter(nothing, 'first'));
  });

  test('carries parameters to the deployment, where their values are known', () => {
    const token = tokenAfter((group, stack) => {
      group.engineVersion = new CfnParameter(stack, 'Version', { default: '8.1' }).valueAsString;
    });
    expect(JSON.stringify(token)).toContain('{"Ref":"Version"}');
  });

  test('of an imported group is what is known of it', () => {
    const stack = new Stack(new App(), 'Stack');
    const vpc = dualStackVpc(stack);
    const replicationGroup = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Cache', {
      replicationGroupId: 'orders',
      securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Nodes', 'sg-1')],
      shards: 2,
    });
    new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, changeToken: 'x' });
    const { Properties } = onlyResource(Template.fromStack(stack), 'Custom::ElastiCachePropagationGate');
    expect(Properties['ChangeToken']).toBe('{"NumNodeGroups":2,"changeToken":"x"}');
  });

  describe('of a group in another stack', () => {
    /** Both templates, after the group was changed. */
    function templatesAfter(change: (group: CfnReplicationGroup, stack: Stack) => void) {
      const app = new App();
      const groups = new Stack(app, 'Groups');
      const vpc = dualStackVpc(groups);
      const replicationGroup = rawGroup(groups, vpc);
      const gates = new Stack(app, 'Gates');
      new PropagationGate(gates, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
      change(replicationGroup, groups);
      const gate = Template.fromStack(gates);
      return { token: onlyResource(gate, 'Custom::ElastiCachePropagationGate').Properties['ChangeToken'], outputs: Template.fromStack(groups).findOutputs('*') };
    }
    const parameter = (group: CfnReplicationGroup, stack: Stack): void => {
      group.engineVersion = new CfnParameter(stack, 'Version', { default: '8.1' }).valueAsString;
    };

    test('is text, in which no intrinsic function is left that CloudFormation would look up in the stack of the gate', () => {
      const { token } = templatesAfter(parameter);
      expect(typeof token).toBe('string');
      expect(token).toContain(String.raw`\"EngineVersion\":{\"Ref\":\"Version\"}`);
    });

    test('changes with every change of that text', () => {
      const changed = [nothing, parameter, (group: CfnReplicationGroup) => (group.numNodeGroups = 4)].map((change) => templatesAfter(change).token);
      expect(new Set(changed).size).toBe(3);
    });

    // an export that is in use can not change, so the update of the group that the gate is for would fail
    test('exports nothing for it', () => {
      expect(Object.keys(templatesAfter(parameter).outputs)).toEqual(Object.keys(templatesAfter(nothing).outputs));
      expect(JSON.stringify(templatesAfter(parameter).outputs)).not.toContain('Version');
    });
  });
});
