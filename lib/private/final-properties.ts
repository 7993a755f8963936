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
  return finalDefinition(resource).Properties ?? {};
}

/** The same for the resource as a whole. Only for use during synthesis. */
export function finalDefinition(resource: CfnResource): ResourceDefinition {
  const template = Stack.of(resource).resolve(resource._toCloudFormation()) as ResourceTemplate;
  return Object.values(template.Resources)[0] ?? {};
}

/**
 * Whether an escape hatch may have changed such a part of the resource: `Properties`, `UpdatePolicy` and so on. If none has, the
 * getters of the L1 say what will be in the template, which is much cheaper than to produce it.
 */
export function isOverridden(resource: CfnResource, part: keyof ResourceDefinition): boolean {
  // private to the CDK: should it go one day, everything is looked at the long way
  const overrides: unknown = Reflect.get(resource, 'rawOverrides');
  return typeof overrides !== 'object' || overrides === null || part in overrides;
}

/** The CloudFormation condition of a resource, under its name in the template. Only for use during synthesis. */
export function conditionOf(resource: CfnResource): string | undefined {
  return isOverridden(resource, 'Condition') ? finalDefinition(resource).Condition : resource.cfnOptions.condition?.logicalId;
}

/** What a template says about one resource, the parts that this library looks at. */
export interface ResourceDefinition {
  readonly Condition?: string;
  readonly Properties?: TemplateProperties;
  readonly UpdatePolicy?: TemplateProperties;
  readonly UpdateReplacePolicy?: string;
}

interface ResourceTemplate {
  readonly Resources: Readonly<Record<string, ResourceDefinition>>;
}
