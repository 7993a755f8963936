import { UsageError } from '../../cli/problem';
import { formatDuration, formatLimit, parseDuration } from '../../cli/values/duration';
import { parseFamily } from '../../cli/values/family';
import { parseHost } from '../../cli/values/host';
import { parsePort } from '../../cli/values/port';

function problemOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageError) {
      return error.problems.map(({ code, message }) => `${code}: ${message}`).join('\n');
    }
    throw error;
  }
  throw new Error('no usage error was thrown');
}

describe('parseHost', () => {
  test.each([
    ['my-cache.abc123.clustercfg.use1.cache.amazonaws.com', 'my-cache.abc123.clustercfg.use1.cache.amazonaws.com'],
    ['localhost', 'localhost'],
    ['cache.example.com.', 'cache.example.com.'],
    [' cache ', 'cache'],
    ['10.0.0.1', '10.0.0.1'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    ['2001:db8::7', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:0a00:0001', '10.0.0.1'],
    ['[0:0:0:0:0:FFFF:10.0.0.1]', '10.0.0.1'],
    ['::ffff:ffff:ffff', '255.255.255.255'],
    // IPv4-compatible is not IPv4-mapped
    ['::10.0.0.1', '::10.0.0.1'],
  ])('reads %p as %p', (text, host) => {
    expect(parseHost(text)).toBe(host);
  });

  test.each(['', ' ', 'a b', '-a', 'a..b', '10.0.0', '10.0.0.256', '[10.0.0.1]', '::12345', 'a'.repeat(64), `${'a.'.repeat(127)}ab`, 'name/0', 'ünï.example'])(
    'refuses %p',
    (text) => {
      expect(problemOf(() => parseHost(text))).toMatch(/^InvalidHost: host /);
    },
  );

  test('says where a port belongs', () => {
    expect(problemOf(() => parseHost('cache:6379'))).toBe('InvalidHost: host "cache:6379" carries a port; use --host cache --port 6379');
    expect(problemOf(() => parseHost('[::1]:6379'))).toBe('InvalidHost: host "[::1]:6379" carries a port; use --host ::1 --port 6379');
  });

  test('says what a URL should be instead', () => {
    expect(problemOf(() => parseHost('redis://cache'))).toBe('InvalidHost: host "redis://cache" is a URL; give the host alone, and the port with --port');
  });

  test('does not repeat the secrets of a URL', () => {
    expect(problemOf(() => parseHost('redis://user:secret@cache:6379'))).toContain('host "redis://...@cache:6379" is a URL');
    expect(problemOf(() => parseHost('user:secret@cache'))).toContain('host "...@cache" is neither');
  });
});

describe('parsePort', () => {
  test.each([
    ['1', 1],
    ['6379', 6379],
    ['65535', 65535],
  ])('reads %p', (text, port) => {
    expect(parsePort(text)).toBe(port);
  });

  test.each(['', '0', '65536', '-1', '1e3', '0x10', '6379 ', 'redis'])('refuses %p', (text) => {
    expect(problemOf(() => parsePort(text))).toBe(`InvalidPort: port "${text}" is not a whole number from 1 to 65535; give one such as 6379`);
  });
});

describe('parseFamily', () => {
  test.each(['ipv4', 'IPv4', 'IPV4'])('reads %p', (text) => {
    expect(parseFamily(text)).toBe('ipv4');
  });

  test.each(['', '4', 'ip6', 'dual_stack'])('refuses %p', (text) => {
    expect(problemOf(() => parseFamily(text))).toBe(`InvalidFamily: family "${text}" is neither ipv4 nor ipv6; give the one that the nodes should serve`);
  });
});

describe('parseDuration', () => {
  test.each([
    ['1s', 1000],
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['1h0m5s', 3_605_000],
    ['24h', 86_400_000],
    [' 5M ', 300_000],
  ])('reads %p', (text, millis) => {
    expect(parseDuration(text)).toBe(millis);
  });

  test.each(['', '0s', '30', '30 m', '5ms', '1.5h', '-1s', 'm', '30m1h', '25h', '24h1s', '1d'])('refuses %p', (text) => {
    expect(problemOf(() => parseDuration(text))).toMatch(/^InvalidDuration: duration ".*" is not a time from 1s to 24h; /);
  });
});

describe('formatDuration', () => {
  test.each([
    [0, '0.0 s'],
    [149, '0.1 s'],
    [9_940, '9.9 s'],
    [10_000, '10 s'],
    [59_999, '59 s'],
    [60_000, '1 m 00 s'],
    [65_000, '1 m 05 s'],
    [3_599_999, '59 m 59 s'],
    [3_720_000, '1 h 02 m'],
  ])('writes %p ms as %p', (millis, text) => {
    expect(formatDuration(millis)).toBe(text);
  });

  test('leaves the zeros out of a limit', () => {
    expect([90_000, 1_800_000, 3_600_000, 30_000].map(formatLimit)).toEqual(['1 m 30 s', '30 m', '1 h', '30 s']);
  });
});
