import { randomUUID } from 'node:crypto';
import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from '../cloudformation/resource-provider';
import { isRecord } from '../cloudformation/values';
import { generatedName } from '../generated-name';
import { ServiceError } from '../http/service';
import { randomPassword } from './random-password';
import { CURRENT, Secret } from './secret';

/** What stands behind the name of a secret in its ARN. */
const SUFFIX_LENGTH = 6;

/** Secrets Manager, filled by templates. */
export class Secrets implements ResourceProvider {
  public readonly createOnly = ['Name'];
  /** By ARN. */
  private readonly byArn = new Map<string, Secret>();

  public all(): readonly Secret[] {
    return [...this.byArn.values()];
  }

  /** Everything that was ever kept, of JSON also each field. */
  public values(): readonly string[] {
    const kept = this.all().flatMap(({ versions }) => [...versions.values()].flatMap(({ value }) => value ?? []));
    return kept.flatMap((value) => [value, ...fieldsOf(value)]);
  }

  /** The secret of this ARN, with or without what stands behind the name, or of this name. */
  public find(id: string): Secret | undefined {
    return this.byArn.get(id) ?? this.all().find(({ name, arn }) => name === id || arn.slice(0, -SUFFIX_LENGTH - 1) === id);
  }

  /** Like `find`; throws what AWS answers if there is none. */
  public get(id: string): Secret {
    const found = this.find(id);
    if (found === undefined) throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return found;
  }

  public create(properties: Properties, context: ResourceContext): Promise<ResourceState> {
    const given = properties['Name'];
    const name = typeof given === 'string' ? given : generatedName(context);
    if (this.all().some((secret) => secret.name === name)) {
      return Promise.reject(new ServiceError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`));
    }
    const suffix = randomPassword({ PasswordLength: SUFFIX_LENGTH, ExcludePunctuation: true });
    const secret = new Secret(name, `arn:aws:secretsmanager:${context.region}:${context.account}:secret:${name}-${suffix}`);
    const value = valueOf(properties);
    if (value !== undefined) secret.put(randomUUID(), value, [CURRENT]);
    this.byArn.set(secret.arn, secret);
    return Promise.resolve({ physicalId: secret.arn, attributes: { Id: secret.arn } });
  }

  /** As documented: a change of what makes the value makes a new version. */
  public update(current: ResourceState, before: Properties, after: Properties): Promise<ResourceState> {
    const made = ['SecretString', 'GenerateSecretString'].some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    const value = made ? valueOf(after) : undefined;
    if (value !== undefined) this.get(current.physicalId).put(randomUUID(), value, [CURRENT]);
    return Promise.resolve(current);
  }

  public delete(current: ResourceState): Promise<void> {
    this.byArn.delete(current.physicalId);
    return Promise.resolve();
  }
}

function fieldsOf(value: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(value);
    return isRecord(parsed) ? Object.values(parsed).filter((field) => typeof field === 'string') : [];
  } catch {
    return [];
  }
}

function valueOf({ SecretString, GenerateSecretString }: Properties): string | undefined {
  if (typeof SecretString === 'string') return SecretString;
  if (!isRecord(GenerateSecretString)) return undefined;
  const password = randomPassword(GenerateSecretString);
  const { SecretStringTemplate, GenerateStringKey } = GenerateSecretString;
  if (typeof SecretStringTemplate !== 'string' || typeof GenerateStringKey !== 'string') return password;
  return JSON.stringify({ ...(JSON.parse(SecretStringTemplate) as object), [GenerateStringKey]: password });
}
