import { App, CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { finalProperties } from '../../../lib/private/final-properties';

describe('finalProperties', () => {
  const stack = new Stack(new App(), 'Stack');

  it('produces lazy values and applies escape hatches', () => {
    const resource = new CfnResource(stack, 'Full', {
      type: 'Test::Type',
      properties: { Lazy: Lazy.string({ produce: () => 'produced' }), Removed: 1, Changed: 1 },
    });
    resource.addPropertyDeletionOverride('Removed');
    resource.addPropertyOverride('Changed', 2);

    expect(finalProperties(resource)).toEqual({ Lazy: 'produced', Changed: 2 });
  });

  it('has nothing to say of a resource without properties', () => {
    expect(finalProperties(new CfnResource(stack, 'Empty', { type: 'Test::Type' }))).toEqual({});
  });
});
