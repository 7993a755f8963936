import { type RotationServices } from '../../../lambda/rotation/rotation-services';
import { type GroupState, type TokenGroups, type TokenStrategy } from '../../../lambda/rotation/token-group';
import { type SecretState, type SecretText, type TokenSecrets } from '../../../lambda/rotation/token-secret';
import { Secret } from '../../../rehearsal/secretsmanager/secret';

export const SECRET_ID = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:token-AbCdEf';
export const ENVIRONMENT = { REPLICATION_GROUP_ID: 'cache', TOKEN_LENGTH: '64', PREVIOUS_TOKEN_SECONDS: '3600' };
export const OLD_TOKEN = 'the-old-token-of-the-cache';
export const OLD_VERSION = 'the-version-that-is-there-at-first';
export const NEW_VERSION = 'the-version-that-the-rotation-makes';

/** What may go wrong with a call: it fails without an effect, or has its effect and the answer is lost. */
export type Mishap = 'lost request' | 'lost answer';

/**
 * A secret and a group that behave as documented, with a clock of their own. Of a token that is rotated twice the group
 * thinks the worst: it pushes out the other one.
 */
export class RotationWorld implements RotationServices {
  public readonly secret = new Secret('token', SECRET_ID);
  public tokens: readonly string[] = [OLD_TOKEN];
  public authTokenEnabled = true;
  public status = 'available';
  public tokenModifiedAt: Date | undefined = new Date(0);
  /** How long a change of the group takes. */
  public changeMillis = 3000;
  public clock = 1_800_000_000_000;
  public readonly lines: string[] = [];
  /** Calls that change something, as `ROTATE`, `label AWSCURRENT`... */
  public readonly calls: string[] = [];
  /** Asked before each call. */
  public mishap: (call: string) => Mishap | undefined = () => undefined;
  /** Called after whatever changed something. */
  public onChange: () => void = () => undefined;
  private changedUntil = 0;
  private made = 0;

  public constructor(text: string = OLD_TOKEN) {
    this.secret.put(OLD_VERSION, text, ['AWSCURRENT']);
  }

  public readonly secrets: TokenSecrets = {
    describe: () => this.call('describeSecret', (): SecretState => {
      const labels = [...this.secret.versions.values()].map(({ id, stages }) => [id, [...stages]] as const);
      return { labels: new Map(labels), lastRotatedAt: this.secret.lastRotatedAt };
    }),
    read: (_id, version) => this.call('read', (): SecretText | undefined => {
      try {
        const found = this.secret.read('id' in version ? { versionId: version.id } : { stage: version.label });
        return { text: found.value, createdAt: found.createdAt };
      } catch {
        return undefined;
      }
    }),
    write: (_id, versionId, text) => this.change('write', () => {
      if (this.secret.versions.get(versionId)?.value === undefined) this.secret.put(versionId, text, ['AWSPENDING']);
    }),
    label: (_id, state, label, versionId) => this.change(`label ${label}`, () => {
      const holder = [...state.labels].find(([, labels]) => labels.includes(label))?.[0];
      if (holder !== versionId) this.secret.moveStage(label, versionId, holder);
    }),
    newToken: (length) => this.call('newToken', () => `token-${String((this.made += 1))}`.padEnd(length, 'x')),
  };

  public readonly groups: TokenGroups = {
    describe: () => this.call('describeGroup', (): GroupState => this.state()),
    modify: (_id, token, strategy) => this.change(strategy, () => this.modify(token, strategy)),
  };

  public readonly log = (entry: object): void => {
    this.lines.push(JSON.stringify(entry));
  };

  public readonly now = (): number => this.clock;

  public readonly pause = (millis: number): Promise<void> => {
    this.clock += millis;
    return Promise.resolve();
  };

  /** What Secrets Manager does before it calls the function for the first time. */
  public begin(versionId = NEW_VERSION): void {
    this.secret.put(versionId, undefined, ['AWSPENDING']);
    // the clock of the secret is the machine's; ours must agree
    const version = this.secret.versions.get(versionId);
    if (version !== undefined) this.secret.versions.set(versionId, { ...version, createdAt: new Date(this.clock) });
    this.clock += 1;
  }

  /** The token that whoever reads the secret gets. */
  public currentToken(): string {
    return this.secret.read({}).value;
  }

  private state(): GroupState {
    const changing = this.clock < this.changedUntil;
    return { status: changing ? 'modifying' : this.status, authTokenEnabled: this.authTokenEnabled, tokenStatus: changing ? 'ROTATING' : undefined, tokenModifiedAt: this.tokenModifiedAt };
  }

  private modify(token: string, strategy: TokenStrategy): boolean {
    if (this.state().status !== 'available') return false;
    if (strategy === 'SET' && token !== this.tokens.at(-1)) throw new Error('the AuthToken must be the one that was rotated last');
    this.tokens = strategy === 'SET' ? [token] : [...this.tokens, token].slice(-2);
    this.tokenModifiedAt = new Date(this.clock);
    this.changedUntil = this.clock + this.changeMillis;
    return true;
  }

  private change<Result>(name: string, effect: () => Result): Promise<Result> {
    return this.call(name, () => {
      this.calls.push(name);
      const result = effect();
      this.onChange();
      return result;
    });
  }

  private call<Result>(name: string, effect: () => Result): Promise<Result> {
    const mishap = this.mishap(name);
    if (mishap === 'lost request') return Promise.reject(new Error(`${name} was lost`));
    try {
      const result = effect();
      return mishap === undefined ? Promise.resolve(result) : Promise.reject(new Error(`the answer of ${name} was lost`));
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
