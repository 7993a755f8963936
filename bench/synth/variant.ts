import { type Stack } from 'aws-cdk-lib';

/** One way to write the same caches into a stack. */
export interface Variant {
  readonly name: VariantName;
  /** For people. */
  readonly title: string;
  /** @param groups how many caches */
  write(stack: Stack, groups: number): void;
}

export type VariantName = 'l1' | 'groups' | 'guarded-l1' | 'guarded-groups' | 'gated-l1' | 'default-groups';
