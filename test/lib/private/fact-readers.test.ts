import { Token } from 'aws-cdk-lib';
import { UNKNOWN } from '../../../lib/private/fact';
import { booleanFact, listFact, numberFact, stringFact } from '../../../lib/private/fact-readers';

const INTRINSIC = { Ref: 'Parameter' };

describe('readers of facts', () => {
  it.each([stringFact, numberFact, booleanFact, listFact])('leave open what is not set (%#)', (read) => {
    expect([read(undefined), read(null)]).toEqual([undefined, undefined]);
  });

  it.each([stringFact, numberFact, booleanFact, listFact])('do not judge intrinsic functions (%#)', (read) => {
    expect(read(INTRINSIC)).toBe(UNKNOWN);
  });

  it.each([
    [stringFact, Token.asString(INTRINSIC)],
    [numberFact, Token.asNumber(INTRINSIC)],
    [numberFact, Token.asString(INTRINSIC)],
    [booleanFact, Token.asAny(INTRINSIC)],
    [listFact, Token.asList(INTRINSIC)],
  ])('do not judge tokens (%#)', (read, token) => {
    expect(read(token)).toBe(UNKNOWN);
  });

  it('read text', () => {
    expect(stringFact('ipv6')).toBe('ipv6');
  });

  it.each([
    [6379, 6379],
    ['6379', 6379],
    [0, 0],
    [Number.NaN, Number.NaN],
    ['many', UNKNOWN],
    ['', UNKNOWN],
  ])('read numbers, also as text: %j', (value, expected) => {
    expect(numberFact(value)).toBe(expected);
  });

  it.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    ['yes', UNKNOWN],
  ])('read booleans, also as text: %j', (value, expected) => {
    expect(booleanFact(value)).toBe(expected);
  });

  it('read lists', () => {
    expect(listFact(['a', 'b'])).toEqual(['a', 'b']);
  });
});
