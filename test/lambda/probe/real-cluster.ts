import { findRedisServer } from '../../../rehearsal/cluster/find-redis-server';
import { type CacheCluster, type ClusterNode } from '../../../rehearsal/cluster/cluster';
import { LOOPBACK } from '../../../rehearsal/cluster/loopback';
import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type Member } from '../../../lambda/topology/observation';

/** Tests that need real processes: without a server program they are reported as skipped, except in CI, where they must run. */
export function describeWithServers(name: string, tests: () => void): void {
  if (findRedisServer() !== undefined || process.env['CI']) describe(name, tests);
  else describe.skip(`${name} (skipped: found no valkey-server or redis-server)`, tests);
}

/** The nodes as members, dialled over the loopback of the family. */
export function membersOf(cluster: CacheCluster, family: AddressFamily): Member[] {
  return cluster.nodes.map(({ index, port }) => ({ id: memberId(index), host: LOOPBACK[family], port }));
}

/** Name of the node at this place of the cluster. */
export function memberId(index: number): string {
  return `cache-000${index + 1}`;
}

/** The node at this place; there must be one. */
export function nodeAt(cluster: CacheCluster, index: number): ClusterNode {
  const node = cluster.nodes[index];
  if (!node) throw new Error(`the cluster has no node ${index}`);
  return node;
}

/** When the views of all nodes were complete, as somebody saw who asks every node every 10 ms. */
export interface Truth {
  /** Start of the last look at which some view was not complete, milliseconds since the epoch. */
  readonly lastIncompleteAt: number;
  /** End of the first look at which all views were. */
  readonly completeAt: number;
}

/** Samples until every node's CLUSTER SLOTS lists every node on the family. Does not use the code under test. */
export async function sampleTruth({ nodes }: CacheCluster, family: AddressFamily): Promise<Truth> {
  let lastIncompleteAt = 0;
  for (;;) {
    const begin = Date.now();
    const views = await Promise.all(nodes.map((node) => node.command(['CLUSTER', 'SLOTS'])));
    if (views.every((view) => isComplete(view, nodes.length, LOOPBACK[family]))) return { lastIncompleteAt, completeAt: Date.now() };
    lastIncompleteAt = begin;
    await sleep(10);
  }
}

function isComplete(view: unknown, size: number, address: string): boolean {
  const rows = view as [number, number, ...[string, number, string][]][];
  const listed = rows.flatMap(([, , ...places]) => places);
  return new Set(listed.map(([, , id]) => id)).size === size && listed.every(([at]) => at === address);
}

export function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, millis);
  });
}

/** Gives a primary so many keys. */
export async function fill(primary: ClusterNode, keys: number): Promise<void> {
  const tag = await tagOwnedBy(primary);
  for (let key = 0; key < keys; key += 500) {
    const pairs = Array.from({ length: 500 }, (_, index) => [`{${tag}}${key + index}`, 'value']).flat();
    await primary.command(['MSET', ...pairs]);
  }
}

/** A hash tag whose slot this primary serves. */
async function tagOwnedBy(node: ClusterNode): Promise<string> {
  for (let candidate = 0; candidate < 1000; candidate++) {
    const served = await node.command(['SET', `{${candidate}}`, 'x']).then(
      () => true,
      () => false,
    );
    if (served) return String(candidate);
  }
  throw new Error('found no slot of the node');
}
