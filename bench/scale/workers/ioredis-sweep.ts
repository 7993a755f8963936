import { Redis } from 'ioredis';
import { runWorker, timed } from './worker';

// a client for each node; the same three commands
runWorker(async ({ members }) => {
  const { result, millis } = await timed(() => Promise.all(members.map(async ({ host, port }) => {
    const client = new Redis({ host, port, lazyConnect: true });
    await client.connect();
    const replies = await Promise.all(['MYID', 'SLOTS', 'NODES'].map((name) => client.call('CLUSTER', name)));
    return { client, replies };
  })));
  for (const { client } of result) client.disconnect();
  return { wallMillis: millis, againMillis: null, bytes: null, outcome: `${result.length} answered` };
});
