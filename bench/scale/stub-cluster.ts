import { once } from 'node:events';
import { firstLine, type Workers } from './run-worker';
import { type SweepOrder } from './sweep-order';
import { type StubShape } from './stub-shape';

/** Nodes that only answer: as many as wanted, without the gossip that 500 real ones would keep this machine busy with. */
export interface StubCluster {
  readonly order: SweepOrder;
  close(): Promise<void>;
}

export async function startStubCluster(workers: Workers, shape: StubShape): Promise<StubCluster> {
  const child = await workers.start('stub-nodes', JSON.stringify(shape), ['--max-old-space-size=2048']);
  const line = await firstLine(child);
  if (line === undefined) throw new Error('the stub nodes did not start');
  const ports = JSON.parse(line) as number[];
  return {
    order: {
      targetFamily: 'ipv6',
      members: ports.map((port, index) => ({ id: `node-${String(index + 1).padStart(4, '0')}`, host: '::1', port })),
    },
    close: async () => {
      child.stdin?.end();
      await once(child, 'exit');
    },
  };
}
