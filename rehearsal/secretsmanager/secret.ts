import { ServiceError } from '../http/service';

/** One version of a secret. A rotation begins with a version that has no value yet. */
export interface SecretVersion {
  readonly id: string;
  value: string | undefined;
  readonly stages: Set<string>;
  readonly createdAt: Date;
}

/** How a secret is rotated. */
export interface Rotation {
  readonly functionArn: string;
  readonly rules: Readonly<Record<string, unknown>>;
}

/** Which version of a secret is asked for; nothing means the current one. */
export interface VersionChoice {
  readonly versionId?: string | undefined;
  readonly stage?: string | undefined;
}

export const CURRENT = 'AWSCURRENT';
export const PENDING = 'AWSPENDING';
const PREVIOUS = 'AWSPREVIOUS';

/** A secret with its versions and their staging labels. */
export class Secret {
  public rotation: Rotation | undefined;
  public lastRotatedAt: Date | undefined;
  /** By id. Versions without a label are deprecated; they stay readable by id here, as they do for a while on AWS. */
  public readonly versions = new Map<string, SecretVersion>();

  public constructor(
    public readonly name: string,
    public readonly arn: string,
  ) {}

  /** The version asked for, with its value; throws what AWS answers if there is none, or none with a value. */
  public read(choice: VersionChoice): SecretVersion & { readonly value: string } {
    const found = this.find(choice);
    if (found?.value === undefined) {
      const what = choice.versionId === undefined ? `staging label: ${choice.stage ?? CURRENT}` : `VersionId: ${choice.versionId}`;
      throw new ServiceError('ResourceNotFoundException', `Secrets Manager can't find the specified secret value for ${what}`);
    }
    return { ...found, value: found.value };
  }

  /** Adds a version, or gives a value to one that has none; the labels move to it. */
  public put(id: string, value: string | undefined, stages: readonly string[]): void {
    const present = this.versions.get(id);
    if (present?.value !== undefined && present.value !== value) {
      throw new ServiceError('ResourceExistsException', `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${this.arn}.`);
    }
    const version = present ?? { id, value, stages: new Set<string>(), createdAt: new Date() };
    version.value = value;
    this.versions.set(id, version);
    for (const stage of stages) this.attach(stage, version);
  }

  /** Moves a label, as UpdateSecretVersionStage does: whoever moves it must know where it is. */
  public moveStage(stage: string, to: string | undefined, from: string | undefined): void {
    const holder = this.holderOf(stage);
    if (holder !== undefined && holder.id !== to && holder.id !== from) {
      throw new ServiceError('InvalidParameterException', `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`);
    }
    if (to === undefined) {
      holder?.stages.delete(stage);
      return;
    }
    const version = this.versions.get(to);
    if (version === undefined) throw new ServiceError('ResourceNotFoundException', `Secrets Manager can't find the specified secret version ${to}`);
    this.attach(stage, version);
  }

  public holderOf(stage: string): SecretVersion | undefined {
    return [...this.versions.values()].find(({ stages }) => stages.has(stage));
  }

  private find({ versionId, stage }: VersionChoice): SecretVersion | undefined {
    if (versionId === undefined) return this.holderOf(stage ?? CURRENT);
    const version = this.versions.get(versionId);
    return stage === undefined || version?.stages.has(stage) ? version : undefined;
  }

  private attach(stage: string, version: SecretVersion): void {
    const holder = this.holderOf(stage);
    if (holder === version) return;
    holder?.stages.delete(stage);
    version.stages.add(stage);
    if (stage === CURRENT && holder !== undefined) this.attach(PREVIOUS, holder);
  }
}
