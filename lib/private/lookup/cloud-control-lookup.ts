import { ContextProvider } from 'aws-cdk-lib';
import { ContextProvider as Provider } from 'aws-cdk-lib/cloud-assembly-schema';
import { type Construct } from 'constructs';

/** What to ask Cloud Control about one resource. */
export interface CloudControlQuery {
  /** CloudFormation type. */
  readonly typeName: string;
  readonly identifier: string;
  /**
   * Properties to read, nested ones with dots. Every one must be there: the CDK CLI fails for a resource without one of them.
   */
  readonly properties: readonly string[];
  /** A resource that is not there is no error, and its properties are not known. */
  readonly mayBeMissing?: true;
}

/** Properties of a resource, as Cloud Control has them. */
export type LookedUp = Readonly<Record<string, unknown>>;

/** Nobody has looked yet. The CDK CLI does now, and synthesizes again. */
export const PENDING = Symbol('pending');

/** Stands in `cdk.context.json` for a resource that is not there. */
const NOT_THERE = 'not-there';

/**
 * Reads properties of a live resource: out of `cdk.context.json`, where the CDK CLI puts them when they are first asked for.
 *
 * @returns nothing if there is no such resource, which only one that may be missing can be
 */
export function lookUp(
  scope: Construct,
  { typeName, identifier, properties, mayBeMissing }: CloudControlQuery,
): LookedUp | typeof PENDING | undefined {
  const dummyValue = [{ Identifier: NOT_THERE }];
  const { value } = ContextProvider.getValue(scope, {
    provider: Provider.CC_API_PROVIDER,
    props: { typeName, exactIdentifier: identifier, propertiesToReturn: [...properties] },
    dummyValue,
    mustExist: mayBeMissing !== true,
  }) as { readonly value: unknown };
  if (value === dummyValue) {
    return PENDING;
  }
  const found: unknown = Array.isArray(value) ? value[0] : undefined;
  return isRecord(found) && found['Identifier'] !== NOT_THERE ? found : undefined;
}

function isRecord(value: unknown): value is LookedUp {
  return typeof value === 'object' && value !== null;
}
