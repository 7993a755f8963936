import { App, Aws, CfnParameter, Fn, Stack, Stage } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { identityOf, idOf } from '../../../../lib/gates/private/identity';

const app = new App();
const stack = new Stack(app, 'One');
const other = new Stack(app, 'Two');

describe('identityOf', () => {
  test('a literal is itself', () => {
    expect(identityOf(stack, 'sg-0123')).toBe('sg-0123');
  });

  test('equal logical ids in different stacks are different things', () => {
    const [mine, theirs] = [new Key(stack, 'Key'), new Key(other, 'Key')];
    expect(identityOf(stack, mine.keyArn)).not.toBe(identityOf(stack, theirs.keyArn));
    expect(identityOf(stack, mine.keyArn)).toBe(identityOf(stack, mine.keyArn));
    expect(identityOf(stack, mine.keyArn)).not.toBe(identityOf(stack, mine.keyId));
  });

  test('texts with tokens in them, as the ARNs of what is imported by name', () => {
    const arnOf = (name: string, id: string): string => Secret.fromSecretNameV2(stack, id, name).secretArn;
    expect(identityOf(stack, arnOf('orders', 'A'))).toBe(identityOf(stack, arnOf('orders', 'B')));
    expect(identityOf(stack, arnOf('orders', 'C'))).not.toBe(identityOf(stack, arnOf('users', 'D')));
    const parameter = new CfnParameter(stack, 'Name').valueAsString;
    expect(identityOf(stack, `a-${parameter}`)).not.toBe(identityOf(stack, `b-${parameter}`));
    expect(identityOf(stack, Fn.join('', ['a', Aws.REGION]))).toBe(identityOf(stack, Fn.join('', ['a', Aws.REGION])));
  });

  test('the same stack in another stage has the same ids', () => {
    const keyIn = (stage: string): string => {
      const staged = new Stack(new Stage(app, stage), 'Stack');
      return identityOf(staged, new Key(staged, 'Key').keyArn);
    };
    expect(keyIn('Test')).toBe(keyIn('Production'));
  });
});

describe('idOf', () => {
  test('is short, stable, and takes values in any order', () => {
    expect(idOf('Probe', ['a', 'b'])).toMatch(/^Probe[0-9a-f]{8}$/);
    expect(idOf('Probe', ['a', 'b'])).toBe(idOf('Probe', ['b', 'a']));
    expect(idOf('Probe', ['a', 'b'])).not.toBe(idOf('Probe', ['a', 'c']));
  });
});
