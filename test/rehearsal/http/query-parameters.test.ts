import { list, optionalText, parseQuery, recordList, requiredText, textList } from '../../../rehearsal/http/query-parameters';

describe('a form body of the query protocol', () => {
  it.each([
    ['a text', 'StackName=My%20Stack', { StackName: 'My Stack' }],
    ['an empty list', 'Parameters=', { Parameters: '' }],
    ['a list of texts, more than nine', [...Array(11).keys()].map((n) => `L.member.${n + 1}=${n + 1}`).reverse().join('&'), { L: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'] }],
    ['a list of structures', 'Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.2.Key=c', { Tags: [{ Key: 'a', Value: 'b' }, { Key: 'c' }] }],
    ['a list within a list', 'F.member.1.Values.member.1=x&F.member.1.Values.member.2=y', { F: [{ Values: ['x', 'y'] }] }],
    ['a list with items of its own name', 'Ids.Id.1=a&Ids.Id.2=b', { Ids: { Id: ['a', 'b'] } }],
    ['a structure whose field is called member', 'S.member=x', { S: { member: 'x' } }],
    ['a structure', 'Config.Mode=STANDARD&Config.Inner.Deep=1', { Config: { Mode: 'STANDARD', Inner: { Deep: '1' } } }],
  ])('reads %s', (_name, body, expected) => {
    expect(parseQuery(body)).toEqual(expected);
  });

  it('gives typed values', () => {
    const parameters = parseQuery('A=1&Empty=&L.member.1=x&Ids.Id.1=a&T.member.1.Key=k');
    expect([optionalText(parameters, 'A'), optionalText(parameters, 'Empty'), optionalText(parameters, 'None')]).toEqual(['1', undefined, undefined]);
    expect([list(parameters, 'Empty'), list(parameters, 'None'), textList(parameters, 'L'), textList(parameters, 'Ids'), recordList(parameters, 'T')]).toEqual([[], [], ['x'], ['a'], [{ Key: 'k' }]]);
    expect(() => requiredText(parameters, 'None')).toThrow(/'None' failed to satisfy constraint/);
  });
});
