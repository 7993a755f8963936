import { App, CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { CacheEndpoint } from '../../../lib';

describe('CacheEndpoint: socketAddress', () => {
  it.each([
    ['cache.example.com', 6379, 'cache.example.com:6379'],
    ['192.0.2.1', 7000, '192.0.2.1:7000'],
    ['::1', 6379, '[::1]:6379'],
    ['2001:db8::7', 6379, '[2001:db8::7]:6379'],
    ['::ffff:192.0.2.1', 6379, '[::ffff:192.0.2.1]:6379'],
  ])('joins %s and %d', (hostname, port, expected) => {
    expect(new CacheEndpoint(hostname, port).socketAddress).toBe(expected);
  });

  it('joins tokens', () => {
    const stack = new Stack(new App(), 'Stack');
    const host = new CfnParameter(stack, 'Host');
    const port = new CfnParameter(stack, 'Port', { type: 'Number' });

    const { socketAddress } = new CacheEndpoint(host.valueAsString, port.valueAsNumber);

    expect(Token.isUnresolved(socketAddress)).toBe(true);
    expect(stack.resolve(socketAddress)).toEqual({ 'Fn::Join': ['', [{ Ref: 'Host' }, ':', { Ref: 'Port' }]] });
  });
});
