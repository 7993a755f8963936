import { type Stack, Validations } from 'aws-cdk-lib';

/**
 * Findings that this example accepts, each with its reason: of cdk-nag (`AwsSolutions-...`) and of the template validator
 * that newer versions of aws-cdk-lib run at every synth (`CloudFormation-Validate::...`).
 *
 * To run cdk-nag yourself: `Validations.of(app).addPlugins(new AwsSolutionsChecks(app))`.
 */
export function acknowledgeFindings(stack: Stack): void {
  Validations.of(stack).acknowledge(
    { id: 'AwsSolutions-VPC7', reason: 'nothing in this example is worth the cost of a flow log' },
    { id: 'CloudFormation-Validate::W3010', reason: 'the availability zones are named, so that synth asks no account' },
  );
}
