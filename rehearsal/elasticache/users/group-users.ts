import { type ClusterNode } from '../../cluster/cluster';
import { ServiceError } from '../../http/service';
import { type CacheUser } from './cache-user';
import { type IamTokens } from './iam-tokens';

/** As often as a new token may be needed. */
const REFRESH_MILLIS = 1000;

/** With what users of IAM get in. */
export type TokenHashes = Pick<IamTokens, 'hashesFor'>;

/** Keeps the users of a replication group on its nodes, and the tokens of those who authenticate with IAM good. */
export class GroupUsers {
  private readonly timer: NodeJS.Timeout;
  /** What every node was told last, by user name. */
  private told = new Map<string, string>();
  private telling: Promise<void> = Promise.resolve();

  private constructor(
    private readonly replicationGroupId: string,
    private readonly nodes: readonly ClusterNode[],
    private readonly users: () => readonly CacheUser[],
    private readonly tokens: TokenHashes,
  ) {
    this.timer = setInterval(() => {
      // a node that is down is none that anybody logs in to
      this.refresh().catch(() => undefined);
    }, REFRESH_MILLIS);
    this.timer.unref();
  }

  /** Tells the nodes; rejects with what they say to an access string that is none. */
  public static async keep(replicationGroupId: string, nodes: readonly ClusterNode[], users: () => readonly CacheUser[], tokens: TokenHashes): Promise<GroupUsers> {
    const kept = new GroupUsers(replicationGroupId, nodes, users, tokens);
    try {
      await kept.refresh();
      return kept;
    } catch (error) {
      kept.close();
      throw new ServiceError('InvalidParameterValue', error instanceof Error ? error.message : String(error));
    }
  }

  /** Tells the nodes what has changed since. */
  public refresh(): Promise<void> {
    this.telling = this.telling.catch(() => undefined).then(() => this.tell());
    return this.telling;
  }

  public close(): void {
    clearInterval(this.timer);
  }

  private async tell(): Promise<void> {
    const users = this.users();
    const wanted = new Map<string, string>();
    for (const user of users) wanted.set(user.userName, (await this.rulesOf(user)).join(' '));
    // who is in no user group does not get in; a group may have no user of the name that everybody has at first
    if (!wanted.has('default')) wanted.set('default', 'off resetpass');
    const gone = [...this.told.keys()].filter((name) => !wanted.has(name));
    await Promise.all(this.nodes.map((node) => this.tellNode(node, wanted, gone)));
    this.told = wanted;
  }

  private async tellNode(node: ClusterNode, wanted: ReadonlyMap<string, string>, gone: readonly string[]): Promise<void> {
    // one that was restarted has forgotten everybody
    const known = new Set((await node.command(['ACL', 'USERS'])) as readonly string[]);
    for (const [name, rules] of wanted) {
      if (this.told.get(name) !== rules || !known.has(name)) await node.command(['ACL', 'SETUSER', name, 'reset', ...rules.split(' ')]);
    }
    for (const name of gone) await node.command(['ACL', 'DELUSER', name]);
  }

  private async rulesOf(user: CacheUser): Promise<readonly string[]> {
    const access = user.accessString.split(/\s+/).filter((word) => word !== '');
    switch (user.authentication) {
      case 'iam':
        return [...access, ...(await this.tokens.hashesFor(user, this.replicationGroupId)).map((hash) => `#${hash}`)];
      case 'password':
        return [...access, ...user.passwords.map((password) => `>${password}`)];
      case 'no-password-required':
        return [...access, 'nopass'];
    }
  }
}
