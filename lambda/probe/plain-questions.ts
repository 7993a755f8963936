import { type NodeAnswer, type Questions } from './questions';
import { command, type RespConnection } from './resp/resp-connection';
import { RespFault } from './resp/resp-fault';

/** Asks one thing, and keeps nothing of it. */
function question(ask: (connection: RespConnection) => Promise<NodeAnswer>): Questions<never> {
  return {
    ask: async (connection) => ({ answer: await ask(connection), word: undefined }),
    noteReturn: () => undefined,
  };
}

/** For nodes that know of no others: whether it answers at all. */
export const PING: Questions<never> = question(async (connection) => {
  const [pong] = await connection.exchange([command('PING')]);
  if (pong !== 'PONG') throw new RespFault('MalformedResp', 'the reply to PING is another one than PONG');
  return { kind: 'reached', reached: 'ANSWERED' };
});

/** For a name behind which any node may answer: which one does. Its view is asked for under its own name. */
export const WHO_ARE_YOU: Questions<never> = question(async (connection) => {
  const [myId] = await connection.exchange([command('CLUSTER', 'MYID')]);
  return { kind: 'answered', myId, slots: null, nodes: null };
});
