import { type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** One resource of a template, as far as tests look at it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
}

/** Every resource of a type, by logical id. */
export function resourcesOf(template: Template, type: string): Readonly<Record<string, TemplateResource>> {
  return template.findResources(type) as Record<string, TemplateResource>;
}

/** The only resource of a type, with its logical id. */
export function onlyResource(template: Template, type: string): TemplateResource & { readonly id: string } {
  const entries = Object.entries(resourcesOf(template, type));
  const [first] = entries;
  if (first === undefined || entries.length !== 1) {
    throw new Error(`the template must have exactly one ${type}, got ${entries.length}`);
  }
  return { id: first[0], ...first[1] };
}

export function resourceCount(stack: Stack): number {
  const { Resources = {} } = Template.fromStack(stack).toJSON() as { Resources?: object };
  return Object.keys(Resources).length;
}

/** Logical ids that a resource names in DependsOn. */
export function dependenciesOf(resource: TemplateResource): readonly string[] {
  return [resource.DependsOn ?? []].flat();
}
