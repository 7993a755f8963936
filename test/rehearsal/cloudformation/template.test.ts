import { parseTemplate } from '../../../rehearsal/cloudformation/template';
import { NO_PARAMETERS, resolveParameters } from '../../../rehearsal/cloudformation/parameters';
import { templateOf, thing } from './bench-engine';

describe('a template', () => {
  it.each([
    ['that is cut off', '{"Resources": {', /Template format error: .*JSON/],
    ['that is no YAML', 'Resources: {', /Template format error/],
    ['with short forms of intrinsic functions', 'Resources: { A: { Type: Test::Thing, Properties: { x: !Ref B } } }', /Template format error/],
    ['without resources', '{}', /At least one Resources member/],
    ['with a resource without a type', templateOf({ A: {} }), /must contain a Type member/],
    ['with a name that leads nowhere', templateOf({ A: thing({ x: { Ref: 'Missing' } }) }), /Unresolved resource dependencies \[Missing\]/],
    ['with a circle', templateOf({ A: thing({}, { DependsOn: 'B' }), B: thing({}, { DependsOn: ['A'] }) }), /Circular dependency between resources: \[A, B\]/],
    ['with a transform', templateOf({ A: thing() }, { Transform: 'AWS::LanguageExtensions' }), /transforms are not part/],
    ['with a nested stack', templateOf({ A: { Type: 'AWS::CloudFormation::Stack' } }), /nested stacks are not part/],
  ])('%s is refused', (_name, body, message) => {
    expect(() => parseTemplate(body)).toThrow(message);
  });
});

describe('a template in YAML', () => {
  it('means the same as in JSON', () => {
    const yaml = 'Resources:\n  A:\n    Type: Test::Thing\n    Properties:\n      Version: "8.1"\n      Of:\n        Ref: AWS::Region\n';

    expect(parseTemplate(yaml)).toEqual(parseTemplate(templateOf({ A: thing({ Version: '8.1', Of: { Ref: 'AWS::Region' } }) })));
  });
});

describe('parameters', () => {
  const ssm = { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/version' } };
  const store: Record<string, string> = { '/version': '30', '/other': 'a, b' };
  const read = (name: string): string | undefined => store[name];

  it('look up Systems Manager and keep the name for UsePreviousValue', () => {
    const first = resolveParameters(ssm, [{ key: 'Version', value: '/other' }], NO_PARAMETERS, read);
    expect(first).toEqual({ raw: { Version: '/other' }, resolved: { Version: 'a, b' } });
    store['/other'] = 'changed since';
    const second = resolveParameters(ssm, [{ key: 'Version', usePreviousValue: true }], first, read);
    expect(second).toEqual({ raw: { Version: '/other' }, resolved: { Version: 'changed since' } });
  });

  it('make lists of list types', () => {
    const lists = { Plain: { Type: 'CommaDelimitedList', Default: 'x,y' }, Stored: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/version' } };
    expect(resolveParameters(lists, [], NO_PARAMETERS, read).resolved).toEqual({ Plain: ['x', 'y'], Stored: ['30'] });
  });

  it.each([
    ['without a value', { P: { Type: 'String' } }, [], /\[P\] must have values/],
    ['that the template does not have', {}, [{ key: 'Q', value: '1' }], /\[Q\] do not exist in the template/],
    ['outside the allowed values', { P: { Type: 'String', AllowedValues: ['a'] } }, [{ key: 'P', value: 'b' }], /must be one of AllowedValues/],
    ['against the allowed pattern', { P: { Type: 'String', AllowedPattern: '[a-c]' } }, [{ key: 'P', value: 'cc' }], /must match pattern/],
    ['that Systems Manager does not have', { P: { Type: 'AWS::SSM::Parameter::Value<String>' } }, [{ key: 'P', value: '/none' }], /Unable to fetch parameters \[\/none\]/],
  ])('%s are refused', (_name, definitions, given, message) => {
    expect(() => resolveParameters(definitions, given, NO_PARAMETERS, read)).toThrow(message);
  });
});
