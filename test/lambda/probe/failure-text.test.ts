import { describeFailure } from '../../../lambda/probe/failure-text';
import { RespFault } from '../../../lambda/probe/resp/resp-fault';
import { ErrorReply } from '../../../lambda/probe/resp/resp-value';

test.each<[string, unknown, string, string]>([
  ['an error reply', new ErrorReply('LOADING Redis is loading'), 'LOADING Redis is loading', 'LOADING'],
  ['an empty error reply', new ErrorReply(''), '', ''],
  ['an error of the system', Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' }), 'connect refused', 'ECONNREFUSED'],
  ['a fault of the connection', new RespFault('ConnectionClosed', 'the server closed the connection'), 'the server closed the connection', 'ConnectionClosed'],
  ['another error', new TypeError('no'), 'no', 'TypeError'],
  [
    'several attempts at one name',
    Object.assign(new AggregateError([new Error('connect ECONNREFUSED ::1:1'), 'odd'], ''), { code: 'ECONNREFUSED' }),
    'connect ECONNREFUSED ::1:1; odd',
    'ECONNREFUSED',
  ],
  ['no error at all', 'thrown text', 'thrown text', 'Error'],
])('%s', (_, error, text, code) => {
  expect(describeFailure(error)).toEqual({ error: text, errorCode: code });
});

test('what a stranger says is cut', () => {
  expect(describeFailure(new Error('x'.repeat(5000))).error).toHaveLength(300);
});
