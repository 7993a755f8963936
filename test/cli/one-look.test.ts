import { isLookOver } from '../../cli/check/one-look';
import { judge } from '../../lambda/topology/judge';
import { type MemberObservation } from '../../lambda/topology/observation';

const MEMBER = { id: 'cache-1', host: '10.0.0.1', port: 6379 };

function verdictFor(errorCode: string, error: string) {
  const entry: MemberObservation = { kind: 'unanswered', member: MEMBER, error, errorCode };
  return judge({ expected: [MEMBER], members: [entry] }, 'ipv6');
}

test.each([
  ['not asked yet', 'NotAskedYet', 'not asked yet', false],
  ['no answer so far', 'AnswerTimeout', 'no answer for 512 ms', false],
  ['given up', 'AnswerTimeout', 'no complete answer within 5000 ms', true],
  ['refused', 'ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:6379', true],
])('a node that was %s', (_, errorCode, error, isOver) => {
  expect(isLookOver(verdictFor(errorCode, error), 500)).toBe(isOver);
});

test('no look takes longer than the probe is patient', () => {
  expect(isLookOver(verdictFor('AnswerTimeout', 'no answer for 6000 ms'), 6000)).toBe(true);
});

test('an open verdict has to be confirmed by the probe itself', () => {
  expect(isLookOver({ kind: 'open', members: [] }, 10_000)).toBe(false);
});
