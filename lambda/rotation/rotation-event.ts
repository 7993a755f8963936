/** The steps of a rotation, in the order in which Secrets Manager asks for them. */
export type RotationStep = 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';

const STEPS: readonly string[] = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] satisfies readonly RotationStep[];

/** What Secrets Manager sends. */
export interface RotationEvent {
  readonly Step: RotationStep;
  /** ARN of the secret. */
  readonly SecretId: string;
  /** Id of the version that the rotation makes. */
  readonly ClientRequestToken: string;
}

export function isRotationEvent(event: unknown): event is RotationEvent {
  const { Step, SecretId, ClientRequestToken } = fieldsOf(event);
  return typeof Step === 'string' && STEPS.includes(Step) && typeof SecretId === 'string' && typeof ClientRequestToken === 'string';
}

/** Any object as a record; anything else as an empty one. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
