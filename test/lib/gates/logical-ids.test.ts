import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AddressFamily, PropagationGate } from '../../../lib/gates';
import { dualStackVpc } from '../../support/subnets';
import { rawGroup } from './support/raw-group';

test('logical ids stay: another id is another resource in every stack of every user', () => {
  const stack = new Stack(new App(), 'Stack');
  const vpc = dualStackVpc(stack);
  new PropagationGate(stack, 'Gate', { replicationGroup: rawGroup(stack, vpc), vpc, targetFamily: AddressFamily.IPV6 });
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Record<string, { Type: string }> };
  const ids = Object.entries(Resources).filter(([id]) => /^(Gate|ElastiCacheGates)/.test(id));
  expect(Object.fromEntries(ids.map(([id, { Type }]) => [id, Type]))).toMatchSnapshot();
});
