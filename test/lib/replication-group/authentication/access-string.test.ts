import { Lazy, Stack } from 'aws-cdk-lib';
import { AccessString } from '../../../../lib';
import { type CodedError } from '../../../../lib/private/coded-error';

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return (error as CodedError).code;
  }
  return undefined;
}

describe('AccessString', () => {
  it.each([
    ['on ~* -@all +@read', AccessString.readOnly()],
    ['on ~* -@all +@read +@write -flushall -flushdb', AccessString.readWrite()],
    ['on ~* &* +@all', AccessString.fullAccess()],
    ['on ~* -@all', AccessString.noCommands()],
    ['off -@all', AccessString.off()],
    ['on ~app:* -@all +@read', AccessString.readOnly().keys('app:*')],
    ['on ~a:* ~b:* -@all +@read', AccessString.readOnly().keys('a:*').keys('b:*')],
    ['on %R~a:* %W~b:* -@all +@read +@write', AccessString.noCommands().readKeys('a:*').writeKeys('b:*').allowCategories('read', '@write')],
    ['on ~app:* &news &alerts:* -@all +@read +publish', AccessString.readOnly().keys('app:*').channels('news', 'alerts:*').allowCommands('PUBLISH')],
    ['on ~* -@all +get +set', AccessString.noCommands().allowCommands('get', 'set')],
    ['on ~* -@all +@read -keys -@blocking', AccessString.readOnly().denyCommands('keys').denyCategories('blocking')],
    ['on ~* -@all +client|list', AccessString.noCommands().allowCommands('client|list')],
  ])('renders %s', (text, access) => {
    expect(access.text).toBe(text);
    expect(access.toString()).toBe(text);
  });

  it('leaves the one that a step starts from as it was', () => {
    const readOnly = AccessString.readOnly();
    readOnly.keys('app:*').allowCommands('set');

    expect(readOnly.text).toBe('on ~* -@all +@read');
  });
});

describe('AccessString.fromString', () => {
  it.each([
    'on ~app:* -@all +@read',
    'off -@all',
    'on ~* &* +@all',
    'on %R~a:* %RW~b:* resetchannels &c -@all +@write -flushall',
    'on allkeys allchannels allcommands',
    'on resetkeys ~x nocommands +get +client|list',
  ])('takes what ElastiCache takes: %s', (text) => {
    expect(AccessString.fromString(text).text).toBe(text);
  });

  it('groups the rules by what they are about', () => {
    expect(AccessString.fromString('  -@all   ~app:*  +@READ  on ').text).toBe('on ~app:* -@all +@read');
  });

  it('does not give keys to whom nobody gave any', () => {
    expect(AccessString.fromString('on +ping').text).toBe('on +ping');
    expect(AccessString.fromString('on +ping').keys('a').text).toBe('on ~a +ping');
  });

  it('leaves a token as it is, and puts further rules behind it', () => {
    const text = Lazy.string({ produce: () => 'on ~* +@read' });
    const access = AccessString.fromString(text);
    const resolve = (value: string): unknown => new Stack().resolve(value) as unknown;

    expect(resolve(access.text)).toBe('on ~* +@read');
    expect(resolve(access.allowCommands('set').text)).toBe('on ~* +@read +set');
    expect(access.withClientCommands().text).toBe(access.text);
  });
});

describe('AccessString: fails', () => {
  const PASSWORDS = ['>s3cret-value', '<s3cret-value', '#0a1b2c', '!0a1b2c', 'nopass', 'resetpass', 'RESET'];

  it.each(PASSWORDS)('with AccessStringWithPassword for %s, without showing it', (rule) => {
    const write = (): unknown => AccessString.fromString(`on ~* +@all ${rule}`);

    expect(codeOf(write)).toBe('AccessStringWithPassword');
    expect(write).not.toThrow(/s3cret|0a1b2c/);
  });

  it.each(['+config', '-CONFIG', '+config|get', '+acl|setuser', '+cluster|failover', '+migrate', '+shutdown', '+sync'])(
    'with AccessStringWithForbiddenCommand for %s',
    (rule) => {
      expect(codeOf(() => AccessString.fromString(`on ~* ${rule}`))).toBe('AccessStringWithForbiddenCommand');
      expect(codeOf(() => AccessString.noCommands().allowCommands(rule.slice(1)))).toBe('AccessStringWithForbiddenCommand');
    },
  );

  it.each<[string, () => unknown]>([
    ['neither on nor off', () => AccessString.fromString('~* +@all')],
    ['nothing', () => AccessString.fromString('')],
    ['no rule', () => AccessString.fromString('on ~* get')],
    ['no command', () => AccessString.noCommands().allowCommands('get set')],
    ['a category for a command', () => AccessString.noCommands().allowCommands('@read')],
    ['no category', () => AccessString.noCommands().allowCategories('read write')],
    ['a category with dirt', () => AccessString.fromString('on +@re_ad')],
    ['white space in a pattern of keys', () => AccessString.readOnly().keys('a b')],
    ['an empty pattern of keys', () => AccessString.readOnly().readKeys('')],
    ['white space in a pattern of channels', () => AccessString.readOnly().channels('a\tb')],
  ])('with AccessStringMalformed for %s', (_, write) => {
    expect(codeOf(write)).toBe('AccessStringMalformed');
  });

  it.each([
    (): unknown => AccessString.fromString('~*'),
    (): unknown => AccessString.fromString('on get'),
    (): unknown => AccessString.noCommands().allowCommands('debug'),
    (): unknown => AccessString.fromString('on nopass'),
    (): unknown => AccessString.readOnly().keys(' '),
  ])('in the house style (%#)', (write) => {
    expect(write).toThrow(/^\[[A-Za-z]+\] [^A-Z].*: \S.*[^.]$/);
  });

  it('not for allowed neighbours of forbidden commands, nor for tokens', () => {
    const token = Lazy.string({ produce: () => 'get' });

    expect(AccessString.noCommands().allowCommands('cluster|slots', 'acl|whoami').text).toBe(
      'on ~* -@all +cluster|slots +acl|whoami',
    );
    expect(new Stack().resolve(AccessString.noCommands().keys(token).allowCommands(token).denyCategories(token).text)).toBe(
      'on ~get -@all +get -@get',
    );
  });
});

describe('AccessString.withClientCommands', () => {
  it('puts what clients need before the other rules', () => {
    expect(AccessString.readOnly().withClientCommands().text).toBe(
      'on ~* -@all +@connection -@dangerous +info +command +cluster|slots +cluster|shards +cluster|nodes +cluster|info ' +
        '+cluster|myid +cluster|keyslot +@read',
    );
  });

  it.each([AccessString.fullAccess(), AccessString.off(), AccessString.noCommands().allowCategories('connection')])(
    'adds nothing where nothing is missing: %s',
    (access) => {
      expect(access.withClientCommands().text).toBe(access.text);
    },
  );

  it('adds only once, and to access strings that start otherwise', () => {
    const access = AccessString.fromString('on ~* +get').withClientCommands();

    expect(access.text).toMatch(/^on ~\* \+@connection .* \+get$/);
    expect(access.withClientCommands().text).toBe(access.text);
  });
});
