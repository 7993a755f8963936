import fc from 'fast-check';
import { classifyFailure } from '../../../lambda/topology/classify-failure';
import { type AddressFamily } from '../../../lambda/topology/address-family';

describe('a failure that waiting does not cure', () => {
  test.each([
    ['WRONGPASS invalid username-password pair or user is disabled.', 'WRONGPASS', 'WrongPassword'],
    ['ERR invalid password', 'ERR', 'WrongPassword'],
    [
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
      'ERR',
      'WrongPassword',
    ],
    ['ERR Client sent AUTH, but no password is set', 'ERR', 'WrongPassword'],
    ['NOAUTH Authentication required.', 'NOAUTH', 'PasswordRequired'],
    ['NOAUTH HELLO must be called with the client already authenticated', 'NOAUTH', 'PasswordRequired'],
    ["NOPERM User probe has no permissions to run the 'cluster|slots' command", 'NOPERM', 'NoPermission'],
    ['ERR This instance has cluster support disabled', 'ERR', 'ClusterModeDisabled'],
    ["Hostname/IP does not match certificate's altnames", 'ERR_TLS_CERT_ALTNAME_INVALID', 'CertificateInvalid'],
    ['self-signed certificate in certificate chain', 'SELF_SIGNED_CERT_IN_CHAIN', 'CertificateInvalid'],
    ['self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CertificateInvalid'],
    ['certificate has expired', 'CERT_HAS_EXPIRED', 'CertificateInvalid'],
    ['certificate is not yet valid', 'CERT_NOT_YET_VALID', 'CertificateInvalid'],
    ['unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CertificateInvalid'],
    ['unable to get local issuer certificate', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CertificateInvalid'],
    ['', 'CERT_REVOKED', 'CertificateInvalid'],
    ['hostname mismatch', 'HOSTNAME_MISMATCH', 'CertificateInvalid'],
    ['not RESP: the answer holds an element that begins with "HTTP"', 'NotResp', 'NotRedis'],
  ])('%s (%s) is %s', (error, errorCode, code) => {
    expect(classifyFailure(error, errorCode, 'ipv6')).toMatchObject({ kind: 'refuse', code });
  });
});

describe('of what waiting does not cure', () => {
  test.each([
    ['WRONGPASS x', 'the user may not have reached the node yet'],
    ['NOAUTH x', 'AUTH may have reached some nodes only'],
    ['NOPERM x', 'the access string may not have reached the node yet'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'the address of a node that is gone may belong to another one'],
  ])('%s may pass: %s', (error) => {
    expect(classifyFailure(error, '', 'ipv6')).toMatchObject({ kind: 'refuse', mayPass: true });
  });

  test.each(['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR This instance has cluster support disabled', 'not RESP: x'])('%s may not', (error) => {
    const failure = classifyFailure(error, '', 'ipv6');
    expect(failure.kind).toBe('refuse');
    expect(failure).not.toHaveProperty('mayPass');
  });
});

describe('a failure that is waited out', () => {
  test.each([
    ['LOADING Redis is loading the dataset in memory', 'LOADING', 'the node is loading its data'],
    ['BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.', 'BUSY', 'the node is busy running a script or function'],
    ['ERR max number of clients + cluster connections reached', 'ERR', 'the node takes no more connections'],
    ["MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", 'MASTERDOWN', 'the node is a replica without its primary'],
    ['CLUSTERDOWN The cluster is down', 'CLUSTERDOWN', 'the cluster is not in order'],
    ['connect ECONNREFUSED ::1:6379', 'ECONNREFUSED', 'nothing listens there'],
    ['read ECONNRESET', 'ECONNRESET', 'the node closed the connection'],
    ['the server closed the connection', 'ConnectionClosed', 'the node closed the connection'],
    ['connect ENETUNREACH fd00::1:6379 - Local (:::0)', 'ENETUNREACH', 'whoever asks has no route to the node'],
    ['connect EADDRNOTAVAIL ::1:6379', 'EADDRNOTAVAIL', 'whoever asks has no route to the node'],
    ['connect EHOSTUNREACH fd00::1:6379', 'EHOSTUNREACH', 'the node is not on the network'],
    ['getaddrinfo ENOTFOUND my-group-0001-001.example.com', 'ENOTFOUND', 'the name of the node has no such address in DNS'],
    ['getaddrinfo EAI_AGAIN my-group-0001-001.example.com', 'EAI_AGAIN', 'DNS does not answer'],
    ['connect ETIMEDOUT 10.0.0.1:6379', 'ETIMEDOUT', 'the node does not answer in time'],
    ['no complete answer within 5000 ms', 'AnswerTimeout', 'the node does not answer in time'],
    ['the reply holds ":1a", which is no value', 'MalformedResp', 'the node sends what is no proper answer'],
    ['the reply holds more than 100 bytes', 'ReplyTooLarge', 'the node sends what is no proper answer'],
    ['the command timed out', 'Error', 'the node does not answer in time'],
    ['wrong version number', 'ERR_SSL_WRONG_VERSION_NUMBER', 'the port does not speak TLS'],
    ['no address of its own', 'DnsSynthesized', 'the name of the node has only addresses that DNS64 made up from its IPv4 address'],
    ['no answer of DNS', 'ResolveTimeout', 'DNS does not answer'],
    ['no connection', 'ConnectTimeout', 'the node does not take the connection in time'],
    ['no handshake', 'HandshakeTimeout', 'the node does not complete the TLS handshake in time'],
    ['something new', 'SomethingNew', 'the node can not be asked'],
    ['', '', 'the node can not be asked'],
    ['ERR unknown command', 'ERR', 'the node can not be asked'],
    ['the text speaks of WRONGPASS somewhere', 'Error', 'the node can not be asked'],
  ])('%s (%s)', (error, errorCode, meaning) => {
    expect(classifyFailure(error, errorCode, 'ipv6')).toMatchObject({ kind: 'wait', meaning });
  });

  test('a code counts that is only in the text, as with joined attempts at several addresses', () => {
    const joined = 'connect ENETUNREACH fd00::1:6379; connect ENETUNREACH fd00::2:6379';
    expect(classifyFailure(joined, 'AggregateError').meaning).toBe('whoever asks has no route to the node');
  });

  test('whatever it is, there is something to read and to check, in plain words', () => {
    const family = fc.constantFrom<AddressFamily | undefined>('ipv4', 'ipv6', undefined);
    fc.assert(
      fc.property(fc.string(), fc.string(), family, (error, errorCode, over) => {
        const { meaning, check } = classifyFailure(error, errorCode, over);
        expect(meaning).toMatch(/^[a-z].*[a-z]$/);
        expect(check.length).toBeGreaterThan(5);
      }),
    );
  });
});

describe('what to check depends on the family', () => {
  test.each([
    ['ENOTFOUND', 'ipv6', 'that the name of the node has an AAAA record and the network type of the group includes ipv6'],
    ['ENOTFOUND', 'ipv4', 'that the name of the node has an A record and the network type of the group includes ipv4'],
    ['ENOTFOUND', undefined, 'that the name of the node has an address record and the network type of the group includes the family'],
    [
      'ENETUNREACH',
      'ipv6',
      'the subnets of whoever asks: they need a CIDR and a route over ipv6, and a Lambda function needs Ipv6AllowedForDualStack; if every node says this, the nodes are not the cause',
    ],
    ['ENETUNREACH', 'ipv4', 'the subnets of whoever asks: they need a CIDR and a route over ipv4; if every node says this, the nodes are not the cause'],
    ['ECONNREFUSED', undefined, 'the port, and that the node listens; a node that restarts says this too'],
  ] as const)('%s over %s', (code, family, check) => {
    expect(classifyFailure('', code, family).check).toBe(check);
  });

  test.each(['EHOSTUNREACH', 'ETIMEDOUT', 'ECONNREFUSED', 'ConnectTimeout'])('%s names it', (code) => {
    expect(classifyFailure('', code, 'ipv6').check).toMatch(/ over ipv6/);
  });

  test.each([
    'WRONGPASS x',
    'ERR Client sent AUTH, but no password is set',
    'NOAUTH x',
    'NOPERM x',
    'ERR This instance has cluster support disabled',
    'CERT_HAS_EXPIRED',
    'not RESP: x',
    'LOADING x',
    'BUSY x',
    'MASTERDOWN x',
    'CLUSTERDOWN x',
    'ERR max number of clients',
    'EAI_AGAIN',
    'EPIPE',
    'EPROTO',
  ])('%s does not', (error) => {
    expect(classifyFailure(error, '', 'ipv6').check).toBe(classifyFailure(error, '', 'ipv4').check);
  });
});
