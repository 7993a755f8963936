import { App, Arn, ArnFormat, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function, type IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ConditionGate, type ConditionGateProps } from '../../../lib/gates';
import { ReplicationGroupValidationError } from '../../../lib/private/validation-error';
import { describeConstruct } from '../../support/describe-construct';
import { dependenciesOf, onlyResource, resourceCount, resourcesOf } from './support/resources';

const GATE = 'Custom::ConditionGate';

function conditionIn(stack: Stack, id = 'QueueIsEmpty', timeout?: Duration): Function {
  const code = Code.fromInline('exports.handler = async () => ({ status: "MET" })');
  return new Function(stack, id, { code, handler: 'index.handler', runtime: Runtime.NODEJS_24_X, timeout });
}

function gateIn(stack: Stack, props: Partial<ConditionGateProps> = {}, id = 'Gate'): ConditionGate {
  return new ConditionGate(stack, id, { ...props, condition: props.condition ?? conditionIn(stack, `${id}Condition`) });
}

function codesOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof ReplicationGroupValidationError) {
      return error.codes;
    }
    throw error;
  }
  return [];
}

/** The function of the test has the managed policy that the CDK gives to every function. */
const OF_THE_TEST = { id: /^AwsSolutions-IAM4/, path: /Condition|QueueIsEmpty/, reason: 'a function of the test' };

describeConstruct('ConditionGate', (fixture) => {
  test('carries what the handler needs, and nothing else', () => {
    const condition = conditionIn(fixture.stack);
    new ConditionGate(fixture.stack, 'Gate', { condition });
    expect(onlyResource(fixture.template(OF_THE_TEST), GATE).Properties).toEqual({
      ServiceToken: { 'Fn::GetAtt': [expect.stringContaining('frameworkonEvent'), 'Arn'] },
      ServiceTimeout: '2100',
      FunctionArn: fixture.stack.resolve(condition.functionArn) as unknown,
      TimeoutSeconds: '1800',
      PollIntervalMillis: '5000',
      ChangeToken: '',
    });
  });

  test('hands on what it is told', () => {
    gateIn(fixture.stack, { parameters: { queueUrl: 'https://queue' }, changeToken: 'v2', timeout: Duration.minutes(5), pollInterval: Duration.seconds(2) });
    expect(onlyResource(fixture.template(OF_THE_TEST), GATE).Properties).toMatchObject({
      ServiceTimeout: '600',
      TimeoutSeconds: '300',
      PollIntervalMillis: '2000',
      ChangeToken: 'v2',
      Parameters: { queueUrl: 'https://queue' },
    });
  });

  test('may invoke this function and no other, and waits for the right to', () => {
    const condition = conditionIn(fixture.stack);
    new ConditionGate(fixture.stack, 'Gate', { condition });
    const template = fixture.template(OF_THE_TEST);
    const [policy, ...others] = Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).filter(([id]) => id.startsWith('ElastiCacheGatesFunction'));
    expect(others).toEqual([]);
    expect(policy?.[1].Properties).toMatchObject({
      PolicyDocument: { Statement: [{ Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [expect.stringMatching(/^QueueIsEmpty/), 'Arn'] } }] },
    });
    expect(dependenciesOf(onlyResource(template, GATE))).toEqual([policy?.[0]]);
  });

  test('attributes that the app reads are told to the handler, once each', () => {
    const gate = gateIn(fixture.stack);
    const texts = [gate.getAttribute('Url'), gate.getAttribute('Depth'), gate.getAttribute('Url'), gate.outcome, gate.secondsWaited];
    new StringParameter(fixture.stack, 'Texts', { stringValue: texts.join(' ') });
    const template = fixture.template(OF_THE_TEST);
    const { id, Properties } = onlyResource(template, GATE);
    expect(Properties).toMatchObject({ AttributeNames: ['Depth', 'Url'] });
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Value: { 'Fn::Join': ['', ['Url', 'Depth', 'Url', 'Outcome', 'SecondsWaited'].flatMap((name, index) => [...(index > 0 ? [' '] : []), { 'Fn::GetAtt': [id, name] }])] },
    });
  });

  test('holds up what it protects', () => {
    const gate = gateIn(fixture.stack);
    gate.protect(new StringParameter(fixture.stack, 'Protected', { stringValue: 'text' }));
    const template = fixture.template(OF_THE_TEST);
    template.hasResource('AWS::SSM::Parameter', { DependsOn: [onlyResource(template, GATE).id] });
  });

  test('needs no VPC, no cache and no right on either', () => {
    gateIn(fixture.stack);
    const template = fixture.template(OF_THE_TEST);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
    expect(JSON.stringify(template.toJSON())).not.toContain('elasticache:');
  });

  test('the first adds 13 resources, each further one two, on the same function one', () => {
    const countWith = (gates: number, functions: number): number => {
      const stack = new Stack(new App(), 'Stack');
      const conditions = Array.from({ length: functions }, (_, index) => conditionIn(stack, `Condition${index}`));
      Array.from({ length: gates }).forEach((_, index) => {
        const condition = conditions[index % functions];
        if (condition !== undefined) {
          new ConditionGate(stack, `Gate${index}`, { condition });
        }
      });
      return resourceCount(stack);
    };
    expect([countWith(1, 2) - countWith(0, 2), countWith(2, 2) - countWith(1, 2), countWith(3, 2) - countWith(2, 2)]).toEqual([13, 2, 1]);
    expect(fixture.stack.node.children).toEqual([]);
  });

  test('an imported function is taken as it is', () => {
    const condition: IFunction = Function.fromFunctionArn(fixture.stack, 'Imported', Arn.format({ service: 'lambda', resource: 'function', resourceName: 'ready', arnFormat: ArnFormat.COLON_RESOURCE_NAME }, fixture.stack));
    new ConditionGate(fixture.stack, 'Gate', { condition });
    const template = fixture.template({ id: /^W9002$/, reason: 'the function is imported by its ARN' });
    expect(JSON.stringify(onlyResource(template, GATE).Properties['FunctionArn'])).toContain(':function:ready');
  });
});

describe('ConditionGate: what it refuses', () => {
  let stack: Stack;
  beforeEach(() => {
    stack = new Stack(new App(), 'Stack');
  });

  test.each<[Partial<ConditionGateProps>, string]>([
    [{ timeout: Duration.seconds(9) }, 'GateTimeoutOutOfRange'],
    [{ timeout: Duration.minutes(56) }, 'GateTimeoutOutOfRange'],
    [{ pollInterval: Duration.millis(999) }, 'ConditionPollIntervalOutOfRange'],
    [{ pollInterval: Duration.seconds(31) }, 'ConditionPollIntervalOutOfRange'],
    [{ pollInterval: Duration.millis(1000.5) }, 'ConditionPollIntervalOutOfRange'],
  ])('%j', (props, code) => {
    expect(codesOf(() => gateIn(stack, props))).toEqual([code]);
  });

  test('a function that takes longer than a look, and says all at once', () => {
    const condition = conditionIn(stack, 'Slow', Duration.seconds(31));
    expect(codesOf(() => gateIn(stack, { condition, timeout: Duration.hours(1), pollInterval: Duration.minutes(1) }))).toEqual([
      'GateTimeoutOutOfRange',
      'ConditionPollIntervalOutOfRange',
      'ConditionFunctionTooSlow',
    ]);
    expect(codesOf(() => gateIn(stack, { condition: conditionIn(stack, 'Quick', Duration.seconds(30)) }, 'Second'))).toEqual([]);
  });

  test('tokens as times, which CloudFormation must be told too', () => {
    const { valueAsNumber } = new CfnParameter(stack, 'Number', { type: 'Number' });
    const wait = { timeout: Duration.seconds(valueAsNumber), pollInterval: Duration.seconds(valueAsNumber) };
    expect(codesOf(() => gateIn(stack, wait))).toEqual(['GateTimeoutOutOfRange', 'ConditionPollIntervalOutOfRange']);
  });

  test.each(['Outcome', 'SecondsWaited', 'StartedAtMillis', '', 'a.b', 'a b'])('the attribute %j', (name) => {
    const gate = gateIn(stack);
    expect(codesOf(() => gate.getAttribute(name))).toEqual(['ConditionAttributeReserved']);
  });

  test('to protect its own function, or what contains it', () => {
    const condition = conditionIn(stack);
    const gate = new ConditionGate(stack, 'Gate', { condition });
    [condition, stack, gate].forEach((each) => {
      expect(codesOf(() => {
        gate.protect(each);
      })).toEqual(['GateProtectsWhatItNeeds']);
    });
  });
});
