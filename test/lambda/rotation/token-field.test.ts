import fc from 'fast-check';
import { readToken, withToken } from '../../../lambda/rotation/token-field';

const token = fc.string({ minLength: 1 });
const field = fc.string();

describe('the token in the text of a secret', () => {
  it('is all of it, where no field is named', () => {
    fc.assert(
      fc.property(token, token, (before, after) => {
        expect(readToken(withToken(before, undefined, after), undefined)).toBe(after);
      }),
    );
  });

  it('is a field of its JSON, and nothing else changes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), field, token, token, (others, name, before, after) => {
        fc.pre(name !== '__proto__' && !Object.hasOwn(others, '__proto__'));
        const text = withToken(JSON.stringify({ ...others, [name]: before }), name, after);
        expect(readToken(text, name)).toBe(after);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...others, [name]: after })));
      }),
    );
  });

  it.each(['a-secret-that-is-text', '["a-secret-in-a-list"]', '"a-secret-in-quotes"', 'null', '{}'])('that is no object is not shown: %s', (text) => {
    for (const use of [() => readToken(text, 'password'), () => withToken(text, 'password', 'new')]) {
      expect(use).toThrow('the secret is no JSON object, but the token is expected in its field "password"');
      expect(use).not.toThrow('a-secret');
    }
  });

  it.each(['{"password":""}', '{"password":7}', '{"other":"a-secret"}'])('that has no such field is not shown: %s', (text) => {
    expect(() => readToken(text, 'password')).toThrow('the secret has no token in the field "password"');
  });
});
