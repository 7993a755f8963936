import { nodeAccess } from '../../../lambda/probe/node-access';
import { NodeConnection } from '../../../lambda/probe/node-connection';
import { Roster } from '../../../lambda/probe/roster';
import { ViewQuestions } from '../../../lambda/probe/views/view-questions';
import { plainPropagation } from '../../../lambda/topology/demand';
import { Judge } from '../../../lambda/topology/judge';
import { mayBeThere } from '../../../lambda/topology/may-be-there';
import { runWorker, timed } from './worker';

/** Long enough for everybody. */
const PATIENCE_MILLIS = 120_000;

// the sweep of the gate as it is: MYID, SLOTS and NODES of every node, and the verdict
runWorker(async ({ members, targetFamily }) => {
  const demand = plainPropagation(targetFamily);
  const questions = new ViewQuestions((listed) => mayBeThere(listed, demand, members.length));
  const access = nodeAccess(targetFamily);
  let bytes = 0;
  const roster = new Roster(members.map((member) => new NodeConnection(member, countingAccess(access, (more) => (bytes += more)), questions)));
  const judge = new Judge(demand);
  const sweep = async (): Promise<string> => judge.judge(await roster.sweep(PATIENCE_MILLIS)).kind;
  const first = await timed(sweep);
  const bytesOfFirst = bytes;
  const second = await timed(sweep);
  return { wallMillis: first.millis, againMillis: second.millis, bytes: bytesOfFirst, outcome: second.result };
});

function countingAccess(access: ReturnType<typeof nodeAccess>, note: (bytes: number) => void): ReturnType<typeof nodeAccess> {
  return {
    ...access,
    dial: async (member, signal) => {
      const dialed = await access.dial(member, signal);
      dialed.socket.on('data', (chunk: Buffer) => {
        note(chunk.length);
      });
      return dialed;
    },
  };
}
