import { type Login } from '../control-user';
import { ErrorReply } from './reply';

const WRONG = new ErrorReply('WRONGPASS invalid username-password pair or user is disabled.');
const NONE = new ErrorReply(
  'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
);

/** Who may log in to an embedded node: the user `default` with one of its passwords, and whoever controls the node. */
export class Access {
  private readonly passwords: Set<string>;

  public constructor(private readonly control: Login | undefined) {
    this.passwords = new Set(control === undefined || control.username !== undefined ? [] : [control.password]);
  }

  /** Is a connection good without logging in? */
  public get isOpen(): boolean {
    return this.passwords.size === 0;
  }

  /** Nothing if the credentials are right: a password, or a user and a password. */
  public refuse(credentials: readonly string[]): ErrorReply | undefined {
    const [user, password = ''] = credentials.length > 1 ? credentials : ['default', credentials[0]];
    if (user !== 'default') return user === this.control?.username && password === this.control.password ? undefined : WRONG;
    if (this.isOpen) return credentials.length > 1 ? undefined : NONE;
    return this.passwords.has(password) ? undefined : WRONG;
  }

  /** `ACL SETUSER default ...`: of its rules only those about passwords. */
  public setRules(rules: readonly string[]): void {
    for (const rule of rules) {
      if (rule === 'resetpass') this.passwords.clear();
      if (rule.startsWith('>')) this.passwords.add(rule.slice(1));
    }
  }
}
