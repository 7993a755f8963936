import { readFileSync } from 'node:fs';

import { type ProbeConnection } from '../../lambda/probe/probe-connection';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { type Evidence } from '../../lambda/topology/evidence';
import { errorText } from '../error-text';
import { type Problem, UsageError } from '../problem';
import { type Session } from '../session';
import { parseDuration } from '../values/duration';
import { parseEvidence } from '../values/evidence';
import { parseFamily } from '../values/family';
import { parseHost } from '../values/host';
import { parsePort } from '../values/port';
import { parseWholeNumber } from '../values/whole-number';

const DEFAULT_PORT = '6379';

/** The options of `check` as they were typed. */
export interface CheckOptions {
  readonly host?: readonly string[];
  readonly port?: string;
  readonly family?: string;
  readonly tls?: boolean;
  readonly ca?: string;
  readonly user?: string;
  readonly passwordEnv?: string;
  readonly members?: string;
  readonly minimumEvidence?: string;
  readonly wait?: string;
  readonly json?: boolean;
}

/** What `check` is to do. */
export interface CheckArguments {
  /** Any node; without cluster mode, every endpoint. At least one. */
  readonly hosts: readonly string[];
  readonly port: number;
  readonly family: AddressFamily;
  readonly connection: ProbeConnection;
  /** How many nodes there must be; `undefined`: as many as the cluster says there are. */
  readonly expectedMembers: number | undefined;
  /** What must be proven of every node; `undefined`: as much as can be. */
  readonly minimumEvidence: Evidence | undefined;
  /** `undefined`: one look. */
  readonly waitMillis: number | undefined;
}

/** Reads all options; throws one error that names everything wrong with them. */
export function readCheckArguments(options: CheckOptions, environment: Session['environment']): CheckArguments {
  const problems = new ProblemCollector();
  const hosts = readHosts(options, problems);
  const family = problems.required('family', '--family ipv4 or --family ipv6', options.family, parseFamily);
  const port = problems.attempt(() => parsePort(options.port ?? DEFAULT_PORT));
  const expectedMembers = problems.optional(options.members, parseMemberCount);
  const minimumEvidence = problems.optional(options.minimumEvidence, parseEvidence);
  const waitMillis = problems.optional(options.wait, parseDuration);
  const connection = problems.attempt(() => readConnection(options, environment));
  problems.attempt(() => {
    refuseHandshakeWithoutTls(options, minimumEvidence);
  });
  if (family === undefined || port === undefined || connection === undefined || problems.any) {
    throw new UsageError(problems.found);
  }
  return { hosts, port, family, connection, expectedMembers, minimumEvidence, waitMillis };
}

/** Everything that is wrong with any of them is noted. */
function readHosts({ host: typed = [] }: CheckOptions, problems: ProblemCollector): readonly string[] {
  if (typed.length === 0) problems.required('host', 'for example --host my-cache.example.com', undefined, parseHost);
  const hosts = typed.flatMap((text) => problems.attempt(() => parseHost(text)) ?? []);
  return [...new Set(hosts)];
}

function refuseHandshakeWithoutTls({ tls }: CheckOptions, evidence: Evidence | undefined): void {
  if (evidence === 'HANDSHAKE' && tls !== true) {
    throw usage('HandshakeWithoutTls', 'minimum-evidence "HANDSHAKE" can not be had without TLS; add --tls, or give CONNECTED or ANSWERED');
  }
}

function parseMemberCount(text: string): number {
  return parseWholeNumber(text, { name: 'members', code: 'InvalidMembers', min: 1, max: 500, example: 6 });
}

function readConnection(options: CheckOptions, environment: Session['environment']): ProbeConnection {
  if (options.ca !== undefined && options.tls !== true) {
    throw usage('CaWithoutTls', `ca "${options.ca}" has no effect without TLS; add --tls, or leave out --ca`);
  }
  if (options.user !== undefined && options.passwordEnv === undefined) {
    throw usage('UserWithoutPassword', `user "${options.user}" needs a password; put it into an environment variable and name that with --password-env`);
  }
  return {
    ...(options.tls === true && { tls: options.ca === undefined ? {} : { ca: readAuthority(options.ca) } }),
    ...(options.passwordEnv !== undefined && {
      credentials: {
        kind: 'password',
        password: readPassword(options.passwordEnv, environment),
        ...(options.user !== undefined && { userName: options.user }),
      },
    }),
  };
}

function readAuthority(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw usage('CaUnreadable', `ca "${file}" cannot be read (${errorText(error)}); name a PEM file`);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw usage('CaUnreadable', `ca "${file}" holds no PEM certificate; name a file with "-----BEGIN CERTIFICATE-----" in it`);
  }
  return text;
}

function readPassword(variable: string, environment: Session['environment']): string {
  const password = environment[variable];
  // never show the value, and never the name as a value either: somebody may have typed the password itself here
  if (password === undefined || password === '') {
    throw usage('PasswordNotSet', 'the environment variable that --password-env names is not set or empty; export it, and give its name, not the password');
  }
  return password;
}

function usage(code: string, message: string): UsageError {
  return new UsageError([{ code, message }]);
}

/** Goes on after a problem, so that one run shows them all. */
class ProblemCollector {
  public readonly found: Problem[] = [];

  public get any(): boolean {
    return this.found.length > 0;
  }

  public attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageError)) {
        throw error;
      }
      this.found.push(...error.problems);
      return undefined;
    }
  }

  public optional<T>(text: string | undefined, read: (text: string) => T): T | undefined {
    return text === undefined ? undefined : this.attempt(() => read(text));
  }

  public required<T>(name: string, hint: string, text: string | undefined, read: (text: string) => T): T | undefined {
    if (text === undefined) {
      this.found.push({ code: 'MissingOption', message: `option --${name} is missing; give ${hint}` });
      return undefined;
    }
    return this.attempt(() => read(text));
  }
}
