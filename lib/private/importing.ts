import { type IConstruct } from 'constructs';

/** Context that is set while `cdk import` puts a live group into a stack. */
export const IMPORT_CONTEXT = 'cdk-elasticache-dual-stack:import';

/**
 * Whether the template is made for `cdk import`. The CLI then writes the imported resources into the template of the stack and
 * nothing else, so that they must not depend on anything that is yet to be made.
 */
export function isImporting({ node }: IConstruct): boolean {
  return [true, 'true'].includes(node.tryGetContext(IMPORT_CONTEXT) as boolean | string);
}
