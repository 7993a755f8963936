import { type CheckArguments } from '../../cli/check/check-arguments';
import { isPassing, seedProblem } from '../../cli/check/seed-problem';

const PLAIN: CheckArguments = { hosts: ['cache'], port: 6379, family: 'ipv6', connection: {}, expectedMembers: undefined, minimumEvidence: undefined, waitMillis: undefined };
const TLS: CheckArguments = { ...PLAIN, connection: { tls: {} } };

const FAILURES: readonly (readonly [string, string, CheckArguments])[] = [
  ['NOAUTH', 'NOAUTH Authentication required.', PLAIN],
  ['WRONGPASS', 'WRONGPASS invalid username-password pair or user is disabled.', PLAIN],
  ['ERR', 'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?', PLAIN],
  ['NOPERM', "NOPERM this user has no permissions to run the 'cluster|myid' command", PLAIN],
  ['ERR', 'ERR This instance has cluster support disabled', PLAIN],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames", TLS],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', TLS],
  ['NotResp', 'not RESP: the answer holds an element that begins with "HTTP"', PLAIN],
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND cache', PLAIN],
  ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN cache', PLAIN],
  ['ResolveTimeout', 'no answer about cache within 3000 ms', PLAIN],
  ['DnsSynthesized', 'cache has only 64:ff9b::a00:1', PLAIN],
  ['HandshakeTimeout', 'no TLS handshake with 10.0.0.1 within 2000 ms', TLS],
  ['ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:6379', PLAIN],
  ['ENETUNREACH', 'connect ENETUNREACH 2001:db8::1:6379', PLAIN],
  ['ECONNRESET', 'read ECONNRESET', PLAIN],
  ['ConnectionClosed', 'the server closed the connection', PLAIN],
  ['ECONNRESET', 'read ECONNRESET', TLS],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number', TLS],
  ['ConnectTimeout', 'no connection within 2000 ms', PLAIN],
  ['ConnectTimeout', 'no connection within 2000 ms', TLS],
  ['AnswerTimeout', 'no complete answer within 5000 ms', PLAIN],
  ['LOADING', 'LOADING Redis is loading the dataset in memory', PLAIN],
  ['MalformedReply', 'CLUSTER NODES: the reply is not text but 7', PLAIN],
];

test('each failure says what to do', () => {
  const lines = FAILURES.map(([errorCode, error, given]) => {
    const { code, message } = seedProblem({ errorCode, error }, 'cache', given);
    return `${errorCode}${given === TLS ? ' (TLS)' : ''} -> ${code}: ${message}`;
  });
  expect(lines.join('\n')).toMatchSnapshot();
});

test('messages start in lower case or with the host, and end without a period', () => {
  for (const [errorCode, error, given] of FAILURES) {
    expect(seedProblem({ errorCode, error }, 'cache', given).message).toMatch(/^cache:6379 .*[^.]$/);
  }
});

test('an IPv6 address stands in brackets before its port', () => {
  expect(seedProblem({ errorCode: 'ECONNREFUSED', error: '' }, '::1', PLAIN).message).toMatch(/^\[::1\]:6379 refuses/);
});

test('only what a moment may cure is asked again', () => {
  const passing = FAILURES.filter(([errorCode, error]) => isPassing({ errorCode, error })).map(([errorCode]) => errorCode);
  expect(passing).toEqual(['LOADING']);
});
