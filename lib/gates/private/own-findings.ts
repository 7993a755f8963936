import { Stack, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/**
 * Acknowledges findings of cdk-nag about what this library makes, each with its reason, so that users do not have to judge
 * what they did not write. It holds for these constructs only; cdk-nag shows acknowledged findings in its report.
 *
 * @param construct what the findings are about, with everything in it
 * @param reasonOf reason by finding
 */
export function acknowledgeOwnFindings(construct: IConstruct, reasonOf: Readonly<Record<string, string>>): void {
  // `Validations.acknowledge` refuses ids that contain "::" twice, as those about ARNs with pseudo parameters do
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { ...reasonOf });
}

/** The id of the finding about a resource with a wildcard: intrinsic functions are written in angle brackets. */
export function wildcardFinding(construct: IConstruct, resource: string): string {
  return `AwsSolutions-IAM5[Resource::${flattened(Stack.of(construct).resolve(resource))}]`;
}

function flattened(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const [name, argument] = Object.entries(value)[0] ?? [];
  const parts = (Array.isArray(argument) ? argument : [argument]) as readonly unknown[];
  if (name === 'Fn::Join') {
    return (parts[1] as readonly unknown[]).map(flattened).join(flattened(parts[0]));
  }
  return name === 'Ref' || name === 'Fn::GetAtt' ? `<${parts.map(flattened).join('.')}>` : JSON.stringify(value);
}
