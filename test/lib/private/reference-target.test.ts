import { App, Lazy, Stack, Token } from 'aws-cdk-lib';
import { CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { referenceTarget } from '../../../lib/private/reference-target';

describe('referenceTarget', () => {
  const group = new CfnSubnetGroup(new Stack(new App(), 'Stack'), 'Group', { description: 'test', subnetIds: [] });

  it('finds the construct behind a reference', () => {
    expect(referenceTarget(group.ref)).toBe(group);
  });

  it.each([
    ['a literal', 'subnet-1'],
    ['nothing', undefined],
    ['a reference inside of a text', `prefix-${group.ref}`],
    ['an intrinsic function without a construct', Token.asString({ Ref: 'Parameter' })],
    ['a value that is not produced yet', Lazy.string({ produce: () => group.ref })],
  ])('does not guess at %s', (_, value) => {
    expect(referenceTarget(value)).toBeUndefined();
  });
});
