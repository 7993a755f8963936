import { type Stack, Validations } from 'aws-cdk-lib';

/**
 * Findings of cdk-nag (`AwsSolutionsChecks`) that this example accepts, each with its reason.
 *
 * To check the app yourself: `Validations.of(app).addPlugins(new AwsSolutionsChecks(app))`.
 */
export function acknowledgeFindings(stack: Stack): void {
  Validations.of(stack).acknowledge(
    { id: 'AwsSolutions-VPC7', reason: 'nothing in this example is worth the cost of a flow log' },
    { id: 'AwsSolutions-AEC3', reason: 'IP discovery has an effect only without TLS; only the gate may reach the nodes' },
    { id: 'AwsSolutions-AEC6', reason: 'authentication needs TLS, see AEC3' },
  );
}
