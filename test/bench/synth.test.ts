import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type VariantName } from '../../bench/synth/variant';
import { variants } from '../../bench/synth/variants';

/** How many resources of each type a variant writes. */
function countsOf(name: VariantName): Readonly<Record<string, number>> {
  const stack = new Stack(new App(), 'Stack');
  variants.find((variant) => variant.name === name)?.write(stack, 2);
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Record<string, { Type: string }> };
  return Object.values(Resources).reduce<Record<string, number>>((counts, { Type }) => ({ ...counts, [Type]: (counts[Type] ?? 0) + 1 }), {});
}

describe('benchmark synth', () => {
  it('compares the same resources', () => {
    expect(countsOf('groups')).toEqual(countsOf('l1'));
  });

  it('asks something about each group, by hand and by guard', () => {
    expect(countsOf('guarded-l1')).toMatchObject({ ...countsOf('l1'), 'Custom::Guard': 2 });
    expect(countsOf('guarded-groups')).toMatchObject({ ...countsOf('groups'), 'Custom::ElastiCacheReplacementGuard': 2 });
  });

  it('gates each group, by hand and by its own gate', () => {
    const cache = (counts: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(counts).filter(([type]) => /ElastiCache::|EC2::/.test(type)));
    expect(cache(countsOf('gated-l1'))).toEqual(cache(countsOf('default-groups')));
    expect(countsOf('gated-l1')).toMatchObject({ 'Custom::Guard': 2, 'Custom::Gate': 2 });
    expect(countsOf('default-groups')).toMatchObject({ 'Custom::ElastiCacheReplacementGuard': 2, 'Custom::ElastiCachePropagationGate': 2 });
  });
});
