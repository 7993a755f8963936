import { type ExpectedToken, whyTokenIsRefused } from '../../../../rehearsal/elasticache/users/verify-iam-token';

// made with botocore 1.44.8: SigV4QueryAuth(credentials, 'elasticache', region, expires=900)
const TOKEN =
  'my-cache/?Action=connect&User=probe-user&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAEXAMPLE%2F20261126%2Feu-central-1%2Felasticache%2Faws4_request' +
  '&X-Amz-Date=20261126T010203Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE%2F%2F%2Btoken%3D%3D' +
  '&X-Amz-Signature=933fd4ea18f68368e24582e9861f07ee20671545ff6e7aa170a24035bbc1e187';
const EXPECTED: ExpectedToken = {
  userId: 'probe-user',
  replicationGroupId: 'my-cache',
  region: 'eu-central-1',
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE//+token==',
};
const SIGNED_AT = Date.parse('2026-11-26T01:02:03Z');
const why = (token: string, expected: Partial<ExpectedToken> = {}, ageSeconds = 0) =>
  whyTokenIsRefused(token, { ...EXPECTED, ...expected }, new Date(SIGNED_AT + ageSeconds * 1000));

describe('the token of a user of IAM, as ElastiCache checks it', () => {
  test('is good for 900 seconds, whatever the order of its parameters', () => {
    expect(why(TOKEN)).toBeUndefined();
    expect(why(TOKEN, {}, 900)).toBeUndefined();
    const [host = '', query = ''] = TOKEN.split('?');
    expect(why(`${host}?${query.split('&').reverse().join('&')}`)).toBeUndefined();
    expect(why(TOKEN, {}, 901)).toBe('the token has expired');
  });

  test.each([
    ['for another group', {}, TOKEN.replace('my-cache', 'my-other'), 'host is not what it should be'],
    ['for another action', {}, TOKEN.replace('=connect', '=describe'), 'Action is not what it should be'],
    ['for another user', { userId: 'other' }, TOKEN, 'User is not what it should be'],
    ['of another caller', { accessKeyId: 'ASIAOTHER' }, TOKEN, 'X-Amz-Credential is not what it should be'],
    ['of another region', { region: 'us-east-1' }, TOKEN, 'X-Amz-Credential is not what it should be'],
    ['without the session', {}, TOKEN.replace(/&X-Amz-Security-Token=[^&]*/, ''), 'X-Amz-Security-Token is not what it should be'],
    ['for longer than allowed', {}, TOKEN.replace('=900', '=3600'), 'X-Amz-Expires is more than 900'],
    ['for a time that is none', {}, TOKEN.replace('=900', '=soon'), 'X-Amz-Expires is more than 900'],
    ['signed with another key', { secretAccessKey: 'x' }, TOKEN, 'the signature does not fit'],
    ['with a signature that was cut', {}, TOKEN.slice(0, -1), 'the signature does not fit'],
    ['for less time than was signed', {}, TOKEN.replace('=900', '=800'), 'the signature does not fit'],
    ['without anything', {}, 'x', 'host is not what it should be'],
  ])('is refused %s', (_, expected, token, reason) => {
    expect(why(token, expected)).toBe(reason);
  });
});
