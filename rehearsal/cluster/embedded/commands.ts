import { type AddressFamily } from '../../../lambda/topology/address-family';
import { LOOPBACK } from '../loopback';
import { type Access } from './access';
import { clusterInfo, clusterNodes, clusterShards, clusterSlots, type IsSyncing } from './cluster-replies';
import { type NodeView } from './node-view';
import { ErrorReply, Pairs, type Reply, Status } from './reply';
import { type Session } from './session';

/** What the commands can see and do of the node that answers them. */
export interface CommandTarget {
  readonly view: NodeView;
  readonly access: Access;
  readonly isSyncing: IsSyncing;
  readonly clusterMode: boolean;
  /** The node announces this family from now on. */
  announced(family: AddressFamily): void;
}

type Command = (words: readonly string[], session: Session, target: CommandTarget) => Reply;

const OK = new Status('OK');

/** What to say while the password is missing; everything else is refused. */
const BEFORE_AUTHENTICATION = new Set(['AUTH', 'HELLO', 'QUIT']);

const COMMANDS: Readonly<Record<string, Command>> = {
  PING: (words) => words[1] ?? new Status('PONG'),
  AUTH: (words, session, target) => authenticate(words.slice(1), session, target) ?? OK,
  HELLO: hello,
  QUIT: () => OK,
  // Clients introduce themselves with these; nothing here depends on it.
  CLIENT: () => OK,
  READONLY: () => OK,
  INFO: (_words, _session, target) => info(target),
  ACL: acl,
  CONFIG: config,
  CLUSTER: (words, _session, target) => cluster(words, target),
};

/** Answers one command as a real node in cluster mode does. */
export function answer(words: readonly string[], session: Session, target: CommandTarget): Reply {
  const name = (words[0] ?? '').toUpperCase();
  if (!session.authenticated && !BEFORE_AUTHENTICATION.has(name)) return new ErrorReply('NOAUTH Authentication required.');
  const command = COMMANDS[name];
  if (command === undefined) return new ErrorReply(`ERR unknown command '${words[0] ?? ''}', with args beginning with: `);
  return command(words, session, target);
}

/** Nothing if the password is right. */
function authenticate(credentials: readonly string[], session: Session, { access }: CommandTarget): ErrorReply | undefined {
  const refused = access.refuse(credentials);
  if (refused === undefined) session.authenticated = true;
  return refused;
}

function acl(words: readonly string[], _session: Session, { access }: CommandTarget): Reply {
  const [, verb = '', name = '', ...rules] = words;
  switch (verb.toUpperCase()) {
    case 'SETUSER':
      access.setRules(name, rules);
      return OK;
    case 'DELUSER':
      return access.delete(name) ? 1 : 0;
    case 'USERS':
      return [...access.userNames];
    default:
      return new ErrorReply(`ERR the embedded cluster does not know ACL ${verb}`);
  }
}

function hello(words: readonly string[], session: Session, target: CommandTarget): Reply {
  const version = words[1] === undefined ? session.version : Number(words[1]);
  if (version !== 2 && version !== 3) return new ErrorReply('NOPROTO unsupported protocol version');
  const auth = words.findIndex((word) => word.toUpperCase() === 'AUTH');
  const refused = auth === -1 ? undefined : authenticate(words.slice(auth + 1, auth + 3), session, target);
  if (refused !== undefined) return refused;
  if (!session.authenticated) {
    return new ErrorReply('NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time');
  }
  session.version = version;
  return new Pairs([
    ['server', 'redis'],
    ['version', EMULATED_VERSION],
    ['proto', version],
    ['id', target.view.self.index + 1],
    ['mode', modeOf(target)],
    ['role', target.view.self.role === 'primary' ? 'master' : 'replica'],
    ['modules', []],
  ]);
}

/** Whose replies these are modelled on. */
const EMULATED_VERSION = '7.0.15';

function info(target: CommandTarget): string {
  const lines = ['# Server', `redis_version:${EMULATED_VERSION}`, `redis_mode:${modeOf(target)}`, `process_id:${process.pid}`, `tcp_port:${target.view.self.port}`, '# Memory', `used_memory:${process.memoryUsage().heapUsed}`];
  return lines.map((line) => `${line}\r\n`).join('');
}

function modeOf({ clusterMode }: CommandTarget): string {
  return clusterMode ? 'cluster' : 'standalone';
}

function config(words: readonly string[], _session: Session, target: CommandTarget): Reply {
  const [, verb = '', name = '', value = ''] = words;
  if (name.toLowerCase() !== 'cluster-announce-ip') return new ErrorReply(`ERR the embedded cluster does not know the parameter '${name}'`);
  if (verb.toUpperCase() === 'GET') return new Pairs([[name, LOOPBACK[target.view.of(target.view.self.id).family]]]);
  const family = (['ipv4', 'ipv6'] as const).find((candidate) => LOOPBACK[candidate] === value);
  if (verb.toUpperCase() !== 'SET' || family === undefined) {
    return new ErrorReply(`ERR the embedded cluster announces ${LOOPBACK.ipv4} or ${LOOPBACK.ipv6}, not '${value}'`);
  }
  target.announced(family);
  return OK;
}

function cluster(words: readonly string[], { view, isSyncing, clusterMode }: CommandTarget): Reply {
  if (!clusterMode) return new ErrorReply('ERR This instance has cluster support disabled');
  switch ((words[1] ?? '').toUpperCase()) {
    case 'SLOTS':
      return clusterSlots(view, isSyncing);
    case 'NODES':
      return clusterNodes(view);
    case 'SHARDS':
      return clusterShards(view, isSyncing);
    case 'MYID':
      return view.self.id;
    case 'INFO':
      return clusterInfo(view);
    default:
      return new ErrorReply(`ERR unknown subcommand '${words[1] ?? ''}'. Try CLUSTER HELP.`);
  }
}
