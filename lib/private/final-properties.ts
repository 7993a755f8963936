import { type CfnResource, Stack } from 'aws-cdk-lib';

/** Properties as they stand in a template: no tokens are left, only intrinsic functions. */
export type TemplateProperties = Readonly<Record<string, unknown>>;

/**
 * The properties that a resource will have in the template, escape hatches (`addPropertyOverride`) included, which the
 * getters of an L1 do not show.
 *
 * Only for use during synthesis: it produces the values of `Lazy`s, which may not be ready before.
 */
export function finalProperties(resource: CfnResource): TemplateProperties {
  const template = Stack.of(resource).resolve(resource._toCloudFormation()) as ResourceTemplate;
  return Object.values(template.Resources)[0]?.Properties ?? {};
}

interface ResourceTemplate {
  readonly Resources: Readonly<Record<string, { readonly Properties?: TemplateProperties }>>;
}
