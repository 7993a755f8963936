import { ConnectionTimeoutError, ErrorReply } from '@redis/client';
import { describeFailure } from '../../../lambda/probe/failure-text';

test.each<[string, unknown, string, string]>([
  ['an error reply', new ErrorReply('LOADING Redis is loading'), 'LOADING Redis is loading', 'LOADING'],
  ['an empty error reply', new ErrorReply(''), '', ''],
  ['an error of the system', Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' }), 'connect refused', 'ECONNREFUSED'],
  // its class does not set `name`, and the bundle renames the class
  ['an error of the client', new ConnectionTimeoutError(), 'Connection timeout', 'ConnectionTimeoutError'],
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
