import { createClient } from 'redis';
import { runWorker, timed } from './worker';

// a client for each node, as its documentation shows; the same three commands
runWorker(async ({ members }) => {
  const { result, millis } = await timed(() => Promise.all(members.map(async ({ host, port }) => {
    const client = createClient({ socket: { host, port } });
    client.on('error', () => undefined);
    await client.connect();
    const replies = await Promise.all([['CLUSTER', 'MYID'], ['CLUSTER', 'SLOTS'], ['CLUSTER', 'NODES']].map((words) => client.sendCommand(words)));
    return { client, replies };
  })));
  for (const { client } of result) client.destroy();
  return { wallMillis: millis, againMillis: null, bytes: null, outcome: `${result.length} answered` };
});
