import { Token } from 'aws-cdk-lib';
import {
  type AccessRules,
  checkedCategory,
  checkedCommand,
  checkedPattern,
  parseAccessString,
} from '../../private/authentication/access-string-grammar';

/** What every client library asks for before and between the commands of its user; nothing of it reads or changes keys. */
const CLIENT_COMMANDS = [
  '+@connection',
  // other people's connections; INFO is dangerous only in name
  '-@dangerous',
  '+info',
  '+command',
  '+cluster|slots',
  '+cluster|shards',
  '+cluster|nodes',
  '+cluster|info',
  '+cluster|myid',
  '+cluster|keyslot',
];

/** What a gate asks. */
const PROBE_COMMANDS = ['+ping', '+cluster|slots', '+cluster|shards', '+cluster|nodes', '+cluster|myid'];

const NO_COMMANDS = '-@all';
const ALL_COMMANDS = '+@all';

const NEW_USER: AccessRules = { isOn: true, keys: 'every', channels: [], commands: [NO_COMMANDS] };

/**
 * What a user of a cache may do: `AccessString`. Starts from one of the factories and is narrowed or widened step by step;
 * every step returns a new access string.
 *
 * Among rules about commands the last one that fits decides, as in the engine.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string
 *
 * @example
 * import { AccessString } from 'cdk-elasticache-dual-stack';
 *
 * const access = AccessString.readOnly().keys('app:*').channels('news').allowCommands('publish');
 * // on ~app:* &news -@all +@read +publish
 */
export class AccessString {
  /** May read every key and change none. `on ~* -@all +@read`. */
  public static readOnly(): AccessString {
    return new AccessString({ ...NEW_USER, commands: [NO_COMMANDS, '+@read'] });
  }

  /** May read and change every key, but not empty the cache. `on ~* -@all +@read +@write -flushall -flushdb`. */
  public static readWrite(): AccessString {
    return new AccessString({ ...NEW_USER, commands: [NO_COMMANDS, '+@read', '+@write', '-flushall', '-flushdb'] });
  }

  /** May do everything that ElastiCache lets anybody do, on every key and channel. `on ~* &* +@all`. */
  public static fullAccess(): AccessString {
    return new AccessString({ ...NEW_USER, channels: ['&*'], commands: [ALL_COMMANDS] });
  }

  /** May run no command at all: the start for a list of your own, with `allowCommands`. `on ~* -@all`. */
  public static noCommands(): AccessString {
    return new AccessString(NEW_USER);
  }

  /**
   * May find out who and where the nodes are, and nothing else, on no key: what the user of a gate needs.
   * `on -@all +ping +cluster|slots +cluster|shards +cluster|nodes +cluster|myid`. Needs Valkey, or Redis OSS 7.0; before, single
   * subcommands can not be allowed: `AccessString.fromString('on -@all +ping +cluster')`.
   */
  public static gateProbe(): AccessString {
    return new AccessString({ isOn: true, keys: [], channels: [], commands: [NO_COMMANDS, ...PROBE_COMMANDS] });
  }

  /** May not even log in. `off -@all`. */
  public static off(): AccessString {
    return new AccessString({ isOn: false, keys: [], channels: [], commands: [NO_COMMANDS] });
  }

  /**
   * An access string that somebody wrote. Rules are grouped: `on` or `off`, then keys, channels and commands.
   *
   * @param text for example `on ~app:* -@all +@read`; a token is taken as it is, further rules are put behind it
   * @throws `CodedError` (`AccessStringMalformed`, `AccessStringWithPassword`, `AccessStringWithForbiddenCommand`)
   */
  public static fromString(text: string): AccessString {
    return Token.isUnresolved(text)
      ? new AccessString({ isOn: true, keys: [], channels: [], commands: [] }, text)
      : new AccessString(parseAccessString(text));
  }

  private constructor(
    private readonly rules: AccessRules,
    private readonly verbatim?: string,
  ) {}

  /** The access string as ElastiCache wants it, for example `on ~app:* -@all +@read`: the property `AccessString` of a user. */
  public get text(): string {
    const { isOn, keys, channels, commands } = this.rules;
    const start = this.verbatim ?? (isOn ? 'on' : 'off');
    return [start, ...(keys === 'every' ? ['~*'] : keys), ...channels, ...commands].join(' ');
  }

  /**
   * Only these keys, instead of every key. Further calls add keys.
   *
   * @param patterns with `*`, `?` and `[...]`, for example `app:*`
   * @throws `CodedError` (`AccessStringMalformed`) for a pattern with white space
   */
  public keys(...patterns: string[]): AccessString {
    return this.withKeys('~', patterns);
  }

  /**
   * These keys too, but only to read: `%R~`. Needs Valkey, or Redis OSS 7.0.
   *
   * @param patterns with `*`, `?` and `[...]`, for example `app:*`
   * @throws `CodedError` (`AccessStringMalformed`) for a pattern with white space
   */
  public readKeys(...patterns: string[]): AccessString {
    return this.withKeys('%R~', patterns);
  }

  /**
   * These keys too, but only to write: `%W~`. Needs Valkey, or Redis OSS 7.0.
   *
   * @param patterns with `*`, `?` and `[...]`, for example `app:*`
   * @throws `CodedError` (`AccessStringMalformed`) for a pattern with white space
   */
  public writeKeys(...patterns: string[]): AccessString {
    return this.withKeys('%W~', patterns);
  }

  /**
   * These channels of publish and subscribe, of which there are none otherwise. The commands are allowed separately:
   * `allowCategories('pubsub')`.
   *
   * @param patterns with `*`, `?` and `[...]`, for example `news:*`
   * @throws `CodedError` (`AccessStringMalformed`) for a pattern with white space
   */
  public channels(...patterns: string[]): AccessString {
    return this.with({ channels: [...this.rules.channels, ...patterns.map((pattern) => `&${checkedPattern(pattern)}`)] });
  }

  /**
   * These commands too.
   *
   * @param commands for example `get`, or a single subcommand such as `client|list`, which needs Valkey or Redis OSS 7.0
   * @throws `CodedError` (`AccessStringMalformed`, `AccessStringWithForbiddenCommand`)
   */
  public allowCommands(...commands: string[]): AccessString {
    return this.withCommands(commands.map((command) => `+${checkedCommand(command)}`));
  }

  /**
   * Not these commands.
   *
   * @param commands for example `keys`
   * @throws `CodedError` (`AccessStringMalformed`, `AccessStringWithForbiddenCommand`)
   */
  public denyCommands(...commands: string[]): AccessString {
    return this.withCommands(commands.map((command) => `-${checkedCommand(command)}`));
  }

  /**
   * The commands of these categories too.
   *
   * @param categories for example `read`, `write`, `pubsub`, `transaction`, `scripting`: see `ACL CAT`
   * @throws `CodedError` (`AccessStringMalformed`)
   */
  public allowCategories(...categories: string[]): AccessString {
    return this.withCommands(categories.map((category) => `+@${checkedCategory(category)}`));
  }

  /**
   * Not the commands of these categories.
   *
   * @param categories for example `dangerous`, `blocking`
   * @throws `CodedError` (`AccessStringMalformed`)
   */
  public denyCategories(...categories: string[]): AccessString {
    return this.withCommands(categories.map((category) => `-@${checkedCategory(category)}`));
  }

  /**
   * What client libraries need around the commands of their users: to say hello, name and ping a connection, and to find the
   * nodes of a cluster. `grants.connect()` adds it; do so yourself for users of your own. Needs Valkey, or Redis OSS 7.0.
   *
   * It comes before the other rules about commands, so that it takes nothing away from them. An access string that is a token
   * is left as it is.
   */
  public withClientCommands(): AccessString {
    const { isOn, commands } = this.rules;
    const isToken = this.verbatim !== undefined;
    const isAllowedAll = commands.includes(ALL_COMMANDS) || commands.includes('allcommands');
    if (isToken || !isOn || isAllowedAll || commands.includes('+@connection')) {
      return this;
    }
    const [first, ...others] = commands;
    const startsFromNothing = first === NO_COMMANDS || first === 'nocommands';
    return this.with({ commands: startsFromNothing ? [first, ...CLIENT_COMMANDS, ...others] : [...CLIENT_COMMANDS, ...commands] });
  }

  /** The same as `text`. */
  public toString(): string {
    return this.text;
  }

  private withKeys(permission: string, patterns: readonly string[]): AccessString {
    const before = this.rules.keys === 'every' ? [] : this.rules.keys;
    return this.with({ keys: [...before, ...patterns.map((pattern) => `${permission}${checkedPattern(pattern)}`)] });
  }

  private withCommands(commands: readonly string[]): AccessString {
    return this.with({ commands: [...this.rules.commands, ...commands] });
  }

  private with(changes: Partial<AccessRules>): AccessString {
    return new AccessString({ ...this.rules, ...changes }, this.verbatim);
  }
}
