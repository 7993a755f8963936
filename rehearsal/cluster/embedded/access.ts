import { createHash } from 'node:crypto';
import { type Login } from '../control-user';
import { ErrorReply } from './reply';

const WRONG = new ErrorReply('WRONGPASS invalid username-password pair or user is disabled.');
const NONE = new ErrorReply(
  'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
);

/** One user: of what an ACL says, only how to log in. */
class User {
  public isOn = true;
  public needsNoPassword = false;
  /** SHA-256, hexadecimal. */
  private readonly hashes = new Set<string>();

  public set(rule: string): void {
    if (rule === 'on' || rule === 'off') this.isOn = rule === 'on';
    if (rule === 'reset') this.isOn = false;
    if (rule === 'reset' || rule === 'resetpass') {
      this.hashes.clear();
      this.needsNoPassword = false;
    }
    if (rule === 'nopass') this.needsNoPassword = true;
    if (rule.startsWith('>')) this.add(hashOf(rule.slice(1)));
    if (rule.startsWith('#')) this.add(rule.slice(1));
  }

  public lets(password: string): boolean {
    return this.isOn && (this.needsNoPassword || this.hashes.has(hashOf(password)));
  }

  private add(hash: string): void {
    this.needsNoPassword = false;
    this.hashes.add(hash);
  }
}

/** Who may log in to an embedded node. Whoever is in may do everything. */
export class Access {
  private readonly users = new Map<string, User>();

  public constructor(control: Login | undefined) {
    const everybody = control === undefined || control.username !== undefined;
    this.setRules('default', everybody ? ['nopass'] : [`>${control.password}`]);
    if (control?.username !== undefined) this.setRules(control.username, [`>${control.password}`]);
  }

  public get userNames(): readonly string[] {
    return [...this.users.keys()];
  }

  /** Is a connection good without logging in? */
  public get isOpen(): boolean {
    const everybody = this.users.get('default');
    return everybody?.isOn === true && everybody.needsNoPassword;
  }

  /** Nothing if the credentials are right: a password, or a user and a password. */
  public refuse(credentials: readonly string[]): ErrorReply | undefined {
    const [name = '', password = ''] = credentials.length > 1 ? credentials : ['default', credentials[0]];
    if (credentials.length === 1 && this.isOpen) return NONE;
    return this.users.get(name)?.lets(password) === true ? undefined : WRONG;
  }

  /** `ACL SETUSER`. */
  public setRules(name: string, rules: readonly string[]): void {
    const user = this.users.get(name) ?? new User();
    this.users.set(name, user);
    for (const rule of rules) user.set(rule);
  }

  /** `ACL DELUSER`. */
  public delete(name: string): boolean {
    return this.users.delete(name);
  }
}

function hashOf(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}
