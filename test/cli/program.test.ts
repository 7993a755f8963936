import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { version } from '../../package.json';
import { run } from './memory-session';

const COMPLETE = ['check', '--host', 'cache.example.com', '--family', 'ipv6'];

describe('the program', () => {
  test('prints its version', async () => {
    expect(await run(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('prints its help', async () => {
    const { exitCode, stdout, stderr } = await run(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatchSnapshot();
  });

  test('prints the help of check', async () => {
    const { exitCode, stdout } = await run(['check', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatchSnapshot();
    expect(await run(['help', 'check'])).toMatchObject({ exitCode: 0, stdout });
  });

  test('shows the help, as an error, where no command is given', async () => {
    const { exitCode, stdout, stderr } = await run([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: /);
  });
});

describe('a wrong command line', () => {
  test.each([
    [['chekc'], "error: unknown command 'chekc' (Did you mean check?); see --help (UnknownCommand)"],
    [['frobnicate'], "error: unknown command 'frobnicate'; see --help (UnknownCommand)"],
    [['check', '--famly', 'ipv6'], "error: unknown option '--famly' (Did you mean --family?); see --help (UnknownOption)"],
    [['check', '--host'], "error: option '--host <host>' argument missing; see --help (MissingValue)"],
    [[...COMPLETE, 'surplus'], "error: too many arguments for 'check'. Expected 0 arguments but got 1; see --help (TooManyArguments)"],
    [['check', '--family', 'ipv6'], 'error: option --host is missing; give for example --host my-cache.example.com (MissingOption)'],
    [['check', '--host', 'a'], 'error: option --family is missing; give --family ipv4 or --family ipv6 (MissingOption)'],
    [[...COMPLETE, '--port', '0'], 'error: port "0" is not a whole number from 1 to 65535; give one such as 6379 (InvalidPort)'],
    [[...COMPLETE, '--members', 'six'], 'error: members "six" is not a whole number from 1 to 500; give one such as 6 (InvalidMembers)'],
    [[...COMPLETE, '--ca', 'ca.pem'], 'error: ca "ca.pem" has no effect without TLS; add --tls, or leave out --ca (CaWithoutTls)'],
    [
      [...COMPLETE, '--minimum-evidence', 'PROVEN'],
      'error: minimum-evidence "PROVEN" is none of REPORTED, RESOLVED, CONNECTED, HANDSHAKE, ANSWERED; give the one that every node must reach (InvalidEvidence)',
    ],
    [
      [...COMPLETE, '--minimum-evidence', 'handshake'],
      'error: minimum-evidence "HANDSHAKE" can not be had without TLS; add --tls, or give CONNECTED or ANSWERED (HandshakeWithoutTls)',
    ],
    [
      [...COMPLETE, '--user', 'app'],
      'error: user "app" needs a password; put it into an environment variable and name that with --password-env (UserWithoutPassword)',
    ],
  ])('%p', async (words, message) => {
    expect(await run(words)).toEqual({ exitCode: 2, stdout: '', stderr: `${message}\n` });
  });

  test('is told everything that is wrong at once', async () => {
    const { exitCode, stderr } = await run(['check', '--family', 'six', '--port', 'x', '--wait', 'long', '--members', '0', '--ca', 'x']);
    expect(exitCode).toBe(2);
    expect(stderr.match(/\((\w+)\)$/gm)).toEqual(['(MissingOption)', '(InvalidFamily)', '(InvalidPort)', '(InvalidMembers)', '(InvalidDuration)', '(CaWithoutTls)']);
  });

  test('is told as JSON too', async () => {
    const { exitCode, stdout, stderr } = await run([...COMPLETE, '--port', '0', '--json']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('(InvalidPort)');
    const problem = { code: 'InvalidPort', message: 'port "0" is not a whole number from 1 to 65535; give one such as 6379' };
    expect(JSON.parse(stdout)).toEqual({
      command: 'check',
      verdict: 'usage',
      exitCode: 2,
      exitCodeMeaning: 'the command line is wrong',
      problem,
      problems: [problem],
    });
  });
});

describe('secrets', () => {
  test.each([[{}], [{ CACHE_PASSWORD: '' }]])('a password that is not there is an error that names no value: %p', async (environment) => {
    const { exitCode, stdout, stderr } = await run([...COMPLETE, '--password-env', 'hunter2'], { environment });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toBe(
      'error: the environment variable that --password-env names is not set or empty; export it, and give its name, not the password (PasswordNotSet)\n',
    );
  });
});

describe('--ca', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-ca-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('has to be a file that can be read', async () => {
    const { exitCode, stderr } = await run([...COMPLETE, '--tls', '--ca', join(folder, 'missing.pem')]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: ca ".*missing.pem" cannot be read \(ENOENT: .*\); name a PEM file \(CaUnreadable\)\n$/);
  });

  test('has to hold a certificate', async () => {
    const file = join(folder, 'key.pem');
    writeFileSync(file, 'not a certificate');
    const { exitCode, stderr } = await run([...COMPLETE, '--tls', '--ca', file]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('holds no PEM certificate');
  });
});
