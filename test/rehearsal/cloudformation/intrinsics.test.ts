import { evaluate, NO_VALUE, type Scope } from '../../../rehearsal/cloudformation/intrinsics';

const scope: Scope = {
  ref: (name) => ({ 'AWS::NoValue': NO_VALUE, 'AWS::Region': 'us-east-1', Name: 'value', List: ['a', 'b'] })[name],
  attribute: (logicalId, name) => `${logicalId}/${name}`,
  condition: (name) => name === 'Yes',
  mapping: (map, first, second) => (`${map}.${first}.${second}` === 'Map.one.two' ? 'found' : undefined),
  importValue: (name) => `imported ${name}`,
  availabilityZones: (region) => [`${region}a`, `${region}b`],
};

const TABLE: readonly (readonly [string, unknown, unknown])[] = [
  ['a plain value', { a: [1, true, 'x'] }, { a: [1, true, 'x'] }],
  ['Ref', { Ref: 'Name' }, 'value'],
  ['an object that only looks like a Ref', { Ref: 'Name', Other: 1 }, { Ref: 'Name', Other: 1 }],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Thing', 'Arn'] }, 'Thing/Arn'],
  ['Fn::GetAtt with dots', { 'Fn::GetAtt': 'Thing.Endpoint.Address' }, 'Thing/Endpoint.Address'],
  ['Fn::GetAtt with a computed name', { 'Fn::GetAtt': ['Thing', { Ref: 'Name' }] }, 'Thing/value'],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Name' }, 3]] }, 'a-value-3'],
  ['Fn::Join over a list parameter', { 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
  ['Fn::Sub', { 'Fn::Sub': 'x ${Name} ${Thing.Arn} ${AWS::Region}' }, 'x value Thing/Arn us-east-1'],
  ['Fn::Sub with a literal', { 'Fn::Sub': '${!Literal}' }, '${Literal}'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${Own} ${Name}', { Own: { Ref: 'Name' } }] }, 'value value'],
  ['Fn::Select', { 'Fn::Select': ['1', { Ref: 'List' }] }, 'b'],
  ['Fn::Split', { 'Fn::Split': ['|', 'a|b|'] }, ['a', 'b', '']],
  ['Fn::If, true', { 'Fn::If': ['Yes', 1, 2] }, 1],
  ['Fn::If, false, without evaluating the other side', { 'Fn::If': ['No', { 'Fn::Select': [9, []] }, 2] }, 2],
  ['AWS::NoValue in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['AWS::NoValue in a list', ['a', { 'Fn::If': ['Yes', { Ref: 'AWS::NoValue' }, 'b'] }], ['a']],
  ['AWS::NoValue alone', { Ref: 'AWS::NoValue' }, undefined],
  ['Fn::Equals compares as text', { 'Fn::Equals': [1, '1'] }, true],
  ['Fn::And', { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] }, false],
  ['Fn::Or', { 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': ['a', 'a'] }] }, true],
  ['Fn::Not', { 'Fn::Not': [{ Condition: 'No' }] }, true],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', 'one', 'two'] }, 'found'],
  ['Fn::FindInMap with a default', { 'Fn::FindInMap': ['Map', 'one', 'none', { DefaultValue: 'd' }] }, 'd'],
  ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Name}-x' } }, 'imported value-x'],
  ['Fn::Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
  ['Fn::GetAZs of this region', { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] }, 'us-east-1b'],
  ['Fn::GetAZs of another region', { 'Fn::GetAZs': 'eu-west-1' }, ['eu-west-1a', 'eu-west-1b']],
  ['Fn::Cidr', { 'Fn::Select': [1, { 'Fn::Cidr': ['10.0.0.0/16', 2, '8'] }] }, '10.0.1.0/24'],
  ['Fn::ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Name' } } }, '{"a":"value"}'],
  ['Fn::Length', { 'Fn::Length': { Ref: 'List' } }, 2],
  ['an IAM statement, whose Condition is no condition', { Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
];

const REFUSED: readonly (readonly [string, unknown, RegExp])[] = [
  ['an index outside the list', { 'Fn::Select': [2, ['a']] }, /nonexistent value at index 2/],
  ['a key that no mapping has', { 'Fn::FindInMap': ['Map', 'x', 'y'] }, /Unable to get mapping for Map::x::y/],
  ['a list where a string belongs', { 'Fn::Join': ['', [['a']]] }, /must be a string/],
  ['a function that is not modelled', { 'Fn::Transform': {} }, /Fn::Transform is not part of the offline AWS/],
];

describe('evaluating a template', () => {
  it.each(TABLE)('%s', (_name, expression, expected) => {
    expect(evaluate(expression, scope)).toEqual(expected);
  });

  it.each(REFUSED)('refuses %s', (_name, expression, message) => {
    expect(() => evaluate(expression, scope)).toThrow(message);
  });
});
