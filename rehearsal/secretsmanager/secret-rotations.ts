import { randomUUID } from 'node:crypto';
import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from '../cloudformation/resource-provider';
import { isRecord } from '../cloudformation/values';
import { ServiceError } from '../http/service';
import { type LambdaFunctions } from '../lambda/lambda-functions';
import { type FunctionPermissions } from '../lambda/function-permissions';
import { type Log } from '../log';
import { CURRENT, PENDING, type Secret } from './secret';
import { type Secrets } from './secrets';

const PRINCIPAL = 'secretsmanager.amazonaws.com';

/** The steps of a rotation, in the order in which the function is called. */
export const ROTATION_STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
export type RotationStep = (typeof ROTATION_STEPS)[number];

export interface SecretRotationsOptions {
  readonly secrets: Secrets;
  readonly functions: LambdaFunctions;
  readonly permissions: FunctionPermissions;
  readonly log: Log;
}

/** How a rotation ended. */
export interface RotationOutcome {
  readonly versionId: string;
  /** Absent: all steps succeeded. */
  readonly failedStep?: RotationStep;
  readonly reason?: string;
}

/** Rotates secrets as Secrets Manager does: one function, called once for each step. */
export class SecretRotations {
  private readonly running = new Set<Promise<unknown>>();

  public constructor(private readonly options: SecretRotationsOptions) {}

  /** For `AWS::SecretsManager::RotationSchedule`. */
  public provider(): ResourceProvider {
    return {
      createOnly: ['SecretId'],
      create: (properties, context) => this.configure(properties, context),
      update: (_current, _before, after, context) => this.configure(after, context),
      delete: (current) => {
        const secret = this.options.secrets.find(current.physicalId);
        if (secret !== undefined) secret.rotation = undefined;
        return Promise.resolve();
      },
    };
  }

  /** Begins a rotation; throws what AWS answers if it can not begin. */
  public start(secret: Secret, versionId: string = randomUUID()): { readonly versionId: string; readonly end: Promise<RotationOutcome> } {
    if (secret.rotation === undefined) throw new ServiceError('InvalidRequestException', 'No Lambda rotation function ARN is associated with this secret.');
    const pending = secret.holderOf(PENDING);
    if (pending !== undefined && !pending.stages.has(CURRENT)) {
      throw new ServiceError('InvalidRequestException', "A previous rotation isn't complete. That rotation will be reattempted.");
    }
    secret.put(versionId, undefined, [PENDING]);
    return { versionId, end: this.kept(this.run(secret, versionId, ROTATION_STEPS)) };
  }

  /** What Secrets Manager does some time after a step failed: the whole process again, for the same version. */
  public retry(secret: Secret): Promise<RotationOutcome> {
    const pending = secret.holderOf(PENDING);
    if (pending === undefined) throw new Error(`no rotation of ${secret.name} is pending`);
    return this.kept(this.run(secret, pending.id, ROTATION_STEPS));
  }

  /** Waits for every rotation that runs. */
  public async close(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private async configure(properties: Properties, context: ResourceContext): Promise<ResourceState> {
    const secret = this.options.secrets.get(String(properties['SecretId']));
    const functionArn = String(properties['RotationLambdaARN']);
    this.refuseWithoutPermission(functionArn, context);
    secret.rotation = { functionArn, rules: isRecord(properties['RotationRules']) ? properties['RotationRules'] : {} };
    if ([false, 'false'].includes(properties['RotateImmediatelyOnUpdate'] as boolean | string)) await this.test(secret);
    else this.start(secret).end.catch(() => undefined);
    return { physicalId: secret.arn, attributes: { Id: secret.arn } };
  }

  /** Without a rotation at once, Secrets Manager calls `testSecret` for a version that it makes for this and removes again. */
  private async test(secret: Secret): Promise<void> {
    const versionId = randomUUID();
    secret.put(versionId, undefined, [PENDING]);
    const { failedStep, reason } = await this.run(secret, versionId, ['testSecret']);
    secret.versions.delete(versionId);
    if (failedStep !== undefined) throw new ServiceError('InvalidRequestException', `the test of the rotation failed: ${reason ?? ''}`);
  }

  private async run(secret: Secret, versionId: string, steps: readonly RotationStep[]): Promise<RotationOutcome> {
    for (const step of steps) {
      const event = { Step: step, SecretId: secret.arn, ClientRequestToken: versionId };
      const { failed, payload } = await this.options.functions.invoke(secret.rotation?.functionArn ?? '', JSON.stringify(event), 'Event');
      this.options.log('secretsmanager', `${step} of ${secret.name}: ${failed ? 'failed' : 'done'}`);
      if (failed) return { versionId, failedStep: step, reason: payload };
    }
    if (steps.includes('finishSecret')) return finished(secret, versionId);
    return { versionId };
  }

  private refuseWithoutPermission(functionArn: string, { account }: ResourceContext): void {
    this.options.functions.get(functionArn);
    if (!this.options.permissions.allows(functionArn, PRINCIPAL, account)) {
      throw new ServiceError('AccessDeniedException', `Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal ${PRINCIPAL}.`);
    }
  }

  private async kept<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    try {
      return await work;
    } finally {
      this.running.delete(work);
    }
  }
}

/** A rotation counts as done when the label of the current version is where the pending one is, or that is gone. */
function finished(secret: Secret, versionId: string): RotationOutcome {
  const pending = secret.holderOf(PENDING);
  if (pending !== undefined && !pending.stages.has(CURRENT)) {
    return { versionId, failedStep: 'finishSecret', reason: 'the pending version did not become the current one' };
  }
  secret.lastRotatedAt = new Date();
  return { versionId };
}
