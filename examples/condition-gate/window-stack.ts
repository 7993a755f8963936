import * as path from 'node:path';
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ConditionGate } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';

/**
 * A release that is deployed at once, and switched on only when its window opens.
 *
 * Context:
 * - `notBefore`: when the window opens, as in ISO 8601 (default: long ago)
 * - `release`: what is switched on (default 1)
 * - `gateTimeoutSeconds`: how long the gate waits, 10 to 3300 (default 1800)
 */
export class WindowStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const notBefore = String(this.node.tryGetContext('notBefore') ?? '2026-01-01T00:00:00Z');
    const release = String(this.node.tryGetContext('release') ?? '1');

    const logGroup = new LogGroup(this, 'NotBeforeLog', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, 'NotBeforeRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    const condition = new Function(this, 'NotBefore', {
      code: Code.fromAsset(path.join(__dirname, 'not-before')),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(10),
      role,
      logGroup,
    });
    const gate = new ConditionGate(this, 'Window', {
      condition,
      parameters: { notBefore },
      timeout: Duration.seconds(Number(this.node.tryGetContext('gateTimeoutSeconds') ?? 1800)),
      pollInterval: Duration.seconds(1),
      // once for each release
      changeToken: release,
    });

    const live = new StringParameter(this, 'LiveRelease', { description: 'The release that is switched on', stringValue: release });
    gate.protect(live);

    new CfnOutput(this, 'OpenedAt', { value: gate.getAttribute('openedAt') });
    new CfnOutput(this, 'SecondsWaited', { value: gate.secondsWaited });
  }
}
