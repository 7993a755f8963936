import { Duration, RemovalPolicy, Stack, Tokenization } from 'aws-cdk-lib';
import { CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnRotationSchedule, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type AuthTokenRotationEnvironment, type RetirePreviousTokenEvent } from '../../gates/contract';
import { FunctionRole } from '../../gates/private/function-role';
import { HandlerFunction } from '../../gates/private/handler-function';
import { acknowledgeOwnFindings } from '../../gates/private/own-findings';
import { type RotationSettings, rotationSettingsOf } from '../../private/authentication/rotation-settings';
import { type AuthTokenRotationOptions } from './auth-token-rotation-options';

/** How often to look whether the time of a token is over. */
const RETIRE_SCHEDULE = Schedule.rate(Duration.hours(1));

/**
 * Whose AUTH token is rotated.
 */
export interface AuthTokenRotationProps extends AuthTokenRotationOptions {
  /**
   * The replication group: owned, imported, or a raw `CfnReplicationGroup`. It must have an AUTH token, and Redis OSS 5.0.5 or
   * newer, or Valkey.
   */
  readonly replicationGroup: IReplicationGroupRef;

  /**
   * The secret that holds the token, which the group has already. If it has an encryption key of its own, the policy of that
   * key must leave it to IAM who in the account may use it, as keys of the CDK do.
   */
  readonly secret: ISecret;

  /**
   * The field of the secret that holds the token, if the secret is a JSON object.
   *
   * @default - the secret is the token
   */
  readonly jsonField?: string;
}

/**
 * Rotates the AUTH token of a replication group: a function that Secrets Manager calls, and that hands a new token to
 * ElastiCache before clients can read it. For a while both tokens are good.
 *
 * A `ReplicationGroup` has `addAuthTokenRotation()`; this is for groups that something else made. The function is outside the
 * VPC and has no way to the nodes; `ModifyReplicationGroup` hands the token over with the strategies `ROTATE` and `SET`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html#auth-modifyng-token
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
 * import { AuthTokenRotation, ReplicationGroup } from 'cdk-elasticache-dual-stack';
 *
 * declare const stack: Stack;
 *
 * new AuthTokenRotation(stack, 'Rotation', {
 *   replicationGroup: ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'orders'),
 *   secret: Secret.fromSecretNameV2(stack, 'Token', 'orders-cache'),
 *   jsonField: 'password',
 * });
 */
export class AuthTokenRotation extends Construct {
  /**
   * The function that Secrets Manager calls. A rotation that fails is an error of it: `rotationFunction.metricErrors()`.
   */
  public readonly rotationFunction: IFunction;

  /**
   * @param scope where the rotation is in the construct tree
   * @param id name of the rotation in `scope`
   * @param props whose token is rotated, and how
   * @throws `ReplicationGroupValidationError` (`RotationIntervalOutOfRange`, `PreviousTokenTimeOutOfRange`,
   *   `AuthTokenLengthOutOfRange`)
   */
  public constructor(scope: Construct, id: string, props: AuthTokenRotationProps) {
    super(scope, id);
    const settings = rotationSettingsOf(this, props);
    const { secret } = props;
    this.rotationFunction = this.newFunction(props, settings);
    this.scheduleRotation(secret, props.rotateImmediately ?? false, settings);
    const event: RetirePreviousTokenEvent = { RetirePreviousTokenOf: secret.secretArn };
    new Rule(this, 'RetireSchedule', {
      description: `Ends the AUTH token of ${this.node.path} that was rotated out`,
      schedule: RETIRE_SCHEDULE,
      targets: [new LambdaFunction(this.rotationFunction, { event: RuleTargetInput.fromObject(event) })],
    });
  }

  private newFunction({ replicationGroup, secret, jsonField }: AuthTokenRotationProps, settings: RotationSettings): HandlerFunction {
    const logGroup = new LogGroup(this, 'LogGroup', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    const role = new FunctionRole(this, 'Role', {
      logGroup,
      description: 'Rotates the AUTH token of a replication group',
      statements: [...rightsOn(replicationGroup, secret), ...rightsOnKey(this, secret)],
    });
    const environment: AuthTokenRotationEnvironment = {
      REPLICATION_GROUP_ID: replicationGroup.replicationGroupRef.replicationGroupId,
      TOKEN_LENGTH: Tokenization.stringifyNumber(settings.tokenLength),
      PREVIOUS_TOKEN_SECONDS: Tokenization.stringifyNumber(settings.previousTokenSeconds),
      ...(jsonField !== undefined && { TOKEN_FIELD: jsonField }),
    };
    acknowledgeOwnFindings(role, {
      'AwsSolutions-IAM5[Resource::*]': 'GetRandomPassword, which is about no resource',
    });
    return new HandlerFunction(this, 'Function', {
      handlerName: 'auth-token-rotation',
      description: 'Rotates an AUTH token, for cdk-elasticache-dual-stack',
      role,
      logGroup,
      // the longest that there is: a group with many nodes takes minutes to get a token
      timeout: Duration.minutes(15),
      environment: { ...environment },
    });
  }

  private scheduleRotation(secret: ISecret, rotateImmediately: boolean, { scheduleExpression }: RotationSettings): void {
    this.rotationFunction.addPermission('SecretsManager', {
      principal: new ServicePrincipal('secretsmanager.amazonaws.com'),
      // not for the secrets of others
      sourceAccount: Stack.of(this).account,
    });
    const schedule = new CfnRotationSchedule(this, 'Schedule', {
      secretId: secret.secretArn,
      rotationLambdaArn: this.rotationFunction.functionArn,
      rotationRules: { scheduleExpression },
      rotateImmediatelyOnUpdate: rotateImmediately,
    });
    // with its permission: Secrets Manager calls the function when the schedule is made
    schedule.node.addDependency(this.rotationFunction);
  }
}

/** Exactly what the function calls. */
function rightsOn(group: IReplicationGroupRef, secret: ISecret): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['elasticache:DescribeReplicationGroups', 'elasticache:ModifyReplicationGroup'],
      resources: [CfnReplicationGroup.arnForReplicationGroup(group)],
    }),
    new PolicyStatement({
      actions: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      // an imported secret may be known without the end of its ARN, which has six characters
      resources: [secret.secretFullArn ?? `${secret.secretArn}-??????`],
    }),
    new PolicyStatement({ actions: ['secretsmanager:GetRandomPassword'], resources: ['*'] }),
  ];
}

/**
 * Secrets Manager decrypts and encrypts in the name of whoever reads and writes. Not with `grant()`, which would make the key
 * depend on the role, and with it on the group that the secret is for.
 */
function rightsOnKey(scope: Construct, { encryptionKey }: ISecret): PolicyStatement[] {
  return encryptionKey === undefined
    ? []
    : [
        new PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [encryptionKey.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(scope).region}.amazonaws.com` } },
        }),
      ];
}
