import { isIPv4, isIPv6 } from 'node:net';
import { createClient } from '@redis/client';

interface WaitEvent {
  readonly RequestType: string;
  readonly ResourceProperties: { readonly Family: string };
}

type Row = readonly [number, number, ...(readonly [string, ...unknown[]])[]];

export function onEvent(): Promise<object> {
  return Promise.resolve({});
}

/** The check that people write: one node, by the configuration endpoint. */
export async function isComplete({ RequestType, ResourceProperties: { Family } }: WaitEvent): Promise<{ IsComplete: boolean }> {
  if (RequestType === 'Delete') return { IsComplete: true };
  const client = createClient({ socket: { host: process.env['HOST'], port: Number(process.env['PORT']) } });
  await client.connect();
  try {
    const rows = await client.sendCommand<readonly Row[]>(['CLUSTER', 'SLOTS']);
    const addresses = rows.flatMap(([, , ...nodes]) => nodes.map(([address]) => address));
    return { IsComplete: addresses.every((address) => (Family === 'ipv6' ? isIPv6(address) : isIPv4(address))) };
  } finally {
    client.destroy();
  }
}
