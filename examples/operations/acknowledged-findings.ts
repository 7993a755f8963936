import { type Stack, Validations } from 'aws-cdk-lib';

/** Wildcards in the policy of a `DeliveryStream`. */
const OF_DELIVERY_STREAM = [
  ...['Abort', 'DeleteObject', 'GetBucket', 'GetObject', 'List'].map((action) => `Action::s3:${action}*`),
  'Resource::<ArchiveDA4CB258.Arn>/*',
];

/**
 * Findings that this example accepts, each with its reason: of cdk-nag (`AwsSolutions-...`) and of the template validator
 * that newer versions of aws-cdk-lib run at every synth (`CloudFormation-Validate::...`).
 *
 * To run cdk-nag yourself: `Validations.of(app).addPlugins(new AwsSolutionsChecks(app))`.
 */
export function acknowledgeFindings(stack: Stack): void {
  Validations.of(stack).acknowledge(
    { id: 'AwsSolutions-VPC7', reason: 'nothing in this example is worth the cost of a flow log' },
    { id: 'AwsSolutions-S1', reason: 'nothing in this example is worth a log of who reads the archive' },
    ...OF_DELIVERY_STREAM.map((what) => ({ id: `AwsSolutions-IAM5[${what}]`, reason: 'what the delivery stream of aws-cdk-lib allows itself in its bucket' })),
    { id: 'CloudFormation-Validate::W3010', reason: 'the availability zones are named, so that synth asks no account' },
  );
}
