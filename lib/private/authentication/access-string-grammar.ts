import { Token } from 'aws-cdk-lib';
import { CodedError } from '../coded-error';
import { type CatalogueEntry } from '../error-catalogue';

export const ACCESS_STRING_MALFORMED: CatalogueEntry = {
  code: 'AccessStringMalformed',
  refuses: 'a part of an access string that is no rule, or an access string with neither `on` nor `off`',
};

export const ACCESS_STRING_WITH_PASSWORD: CatalogueEntry = {
  code: 'AccessStringWithPassword',
  refuses: 'a password, `nopass`, `resetpass` or `reset` in an access string: passwords belong to the user',
};

export const ACCESS_STRING_WITH_FORBIDDEN_COMMAND: CatalogueEntry = {
  code: 'AccessStringWithForbiddenCommand',
  refuses: 'a command in an access string that ElastiCache keeps to itself',
};

/** What ElastiCache does for its users and so lets nobody else do; it refuses access strings that name any of them. */
const FORBIDDEN_COMMANDS = new Set([
  'acl|deluser',
  'acl|load',
  'acl|save',
  'acl|setuser',
  'bgrewriteaof',
  'bgsave',
  'cluster|addslots',
  'cluster|addslotsrange',
  'cluster|bumpepoch',
  'cluster|delslots',
  'cluster|delslotsrange',
  'cluster|failover',
  'cluster|flushslots',
  'cluster|forget',
  'cluster|links',
  'cluster|meet',
  'cluster|setslot',
  'config',
  'debug',
  'migrate',
  'psync',
  'replicaof',
  'save',
  'shutdown',
  'slaveof',
  'sync',
]);

const PASSWORD_RULE = /^([<>#!]|(nopass|resetpass|reset)$)/i;
const COMMAND = /^[a-z][a-z0-9._-]*(\|[a-z0-9_-]+)?$/i;
const CATEGORY = /^[a-z]+$/i;
const PATTERN = /^[^\s]+$/;

/** The rules of one access string by what they are about; their order matters only among rules of the same kind. */
export interface AccessRules {
  readonly isOn: boolean;
  /** `every` until some are named, which are then the only ones. */
  readonly keys: readonly string[] | 'every';
  readonly channels: readonly string[];
  readonly commands: readonly string[];
}

/** Reads an access string as people write it. */
export function parseAccessString(text: string): AccessRules {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  parts.forEach(refusePassword);
  const switches = parts.filter(isSwitch);
  if (switches.length === 0) {
    throw malformed(text, 'says neither on nor off, which ElastiCache takes for off: begin it with "on" or "off"');
  }
  const others = parts.filter((part) => !isSwitch(part));
  const keys = others.filter(isKeyRule);
  const channels = others.filter(isChannelRule);
  const commands = others.filter((part) => !isKeyRule(part) && !isChannelRule(part));
  return { isOn: switches.at(-1)?.toLowerCase() === 'on', keys, channels, commands: commands.map(checkedCommandRule) };
}

/** A command such as `get`, or one subcommand such as `cluster|slots`. */
export function checkedCommand(name: string): string {
  if (Token.isUnresolved(name)) {
    return name;
  }
  refusePassword(name);
  if (!COMMAND.test(name)) {
    throw malformed(name, 'is no command: write it as "get", or with a subcommand as "cluster|slots"');
  }
  const command = name.toLowerCase();
  if (FORBIDDEN_COMMANDS.has(command) || FORBIDDEN_COMMANDS.has(command.split('|')[0] ?? command)) {
    throw new CodedError(
      ACCESS_STRING_WITH_FORBIDDEN_COMMAND.code,
      `the access string names the command ${JSON.stringify(name)}, which ElastiCache keeps to itself and refuses: leave it out`,
    );
  }
  return command;
}

/** A category of commands such as `read`, with or without the `@`. */
export function checkedCategory(name: string): string {
  if (Token.isUnresolved(name)) {
    return name;
  }
  const category = name.replace(/^@/, '');
  if (!CATEGORY.test(category)) {
    throw malformed(name, 'is no category of commands: write it as "read", see ACL CAT');
  }
  return category.toLowerCase();
}

/** A pattern of keys or channels such as `app:*`. */
export function checkedPattern(pattern: string): string {
  if (!Token.isUnresolved(pattern) && !PATTERN.test(pattern)) {
    throw malformed(pattern, 'is no pattern of keys or channels: write it without white space, for example "app:*"');
  }
  return pattern;
}

function isSwitch(part: string): boolean {
  return /^(on|off)$/i.test(part);
}

function isKeyRule(part: string): boolean {
  return /^(~|%(R|W|RW)~|allkeys$|resetkeys$)/i.test(part);
}

function isChannelRule(part: string): boolean {
  return /^(&|allchannels$|resetchannels$)/i.test(part);
}

function checkedCommandRule(rule: string): string {
  if (/^(allcommands|nocommands)$/i.test(rule)) {
    return rule;
  }
  const [sign, name] = [rule.charAt(0), rule.slice(1)];
  if (sign !== '+' && sign !== '-') {
    throw malformed(rule, 'is no rule: rules begin with ~, %R~, %W~, &, +, -, +@ or -@');
  }
  return name.startsWith('@') ? `${sign}@${checkedCategory(name)}` : `${sign}${checkedCommand(name)}`;
}

/** Never shows the part: it may be the password. */
function refusePassword(part: string): void {
  if (PASSWORD_RULE.test(part)) {
    throw new CodedError(
      ACCESS_STRING_WITH_PASSWORD.code,
      'the access string holds a password, or a rule about passwords (nopass, resetpass, reset), which ElastiCache refuses: ' +
        'leave it out, users of IAM have none, and others get theirs from the property Passwords of the user',
    );
  }
}

function malformed(part: string, what: string): CodedError {
  return new CodedError(ACCESS_STRING_MALFORMED.code, `${JSON.stringify(part)} in the access string ${what}`);
}
