import { randomPassword } from '../../../rehearsal/secretsmanager/random-password';

describe('a random password', () => {
  it('has 32 characters, of every type at least one', () => {
    const password = randomPassword({});
    expect(password).toHaveLength(32);
    for (const type of [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(type);
  });

  it('leaves out what is excluded, also when CloudFormation wrote the options as text', () => {
    expect(randomPassword({ PasswordLength: '128', ExcludePunctuation: 'true' })).toMatch(/^[A-Za-z0-9]{128}$/);
    expect(randomPassword({ PasswordLength: 40, ExcludePunctuation: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludeCharacters: 'abc' })).toMatch(/^[d-z]{40}$/);
  });

  it('is another one each time', () => {
    expect(randomPassword({})).not.toBe(randomPassword({}));
  });

  it.each([{ PasswordLength: 3 }, { ExcludePunctuation: true, ExcludeUppercase: true, ExcludeLowercase: true, ExcludeNumbers: true }])('is refused where it can not be made: %j', (options) => {
    expect(() => randomPassword(options)).toThrow('too short');
  });
});
