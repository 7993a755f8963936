import { type ListedNode, type Membership, type NodeHealth } from './membership';
import { MalformedReply, type Parsed, parsing } from './parsed';
import { readEndpoint } from './read-endpoint';
import { optionalText, requireArray, requireFields, requireInteger, requireNodeId, sketch, textOf } from './reply-values';
import { SlotLedger } from './slot-ledger';

/**
 * Reads a reply of CLUSTER SHARDS, RESP2 or RESP3: a list of `{slots: [first, last, ...], nodes: [node...]}`.
 *
 * A node's `endpoint` is what clients are told; `ip` is kept as evidence only. `port` is absent where only TLS is open.
 */
export function parseClusterShards(reply: unknown): Parsed<Membership> {
  return parsing(() => {
    const nodes = new Map<string, ListedNode>();
    const slots = new SlotLedger();
    requireArray(reply, 'the reply').forEach((shard, index) => {
      const where = `shard ${index}`;
      const fields = requireFields(shard, where);
      assignRanges(requireArray(fields.get('slots'), `${where}: slots`), slots, where);
      for (const written of requireArray(fields.get('nodes'), `${where}: nodes`)) {
        const node = readNode(written, where);
        if (nodes.has(node.id)) throw new MalformedReply(`${where}: node ${node.id.slice(0, 8)} is listed twice`);
        nodes.set(node.id, node);
      }
    });
    return { nodes };
  });
}

function assignRanges(flat: readonly unknown[], slots: SlotLedger, where: string): void {
  for (let index = 0; index < flat.length; index += 2) slots.assign(flat[index], flat[index + 1], where);
}

const HEALTH_BY_WORD: ReadonlyMap<string, NodeHealth> = new Map([
  ['online', 'online'],
  ['loading', 'loading'],
  ['fail', 'failed'],
  ['failed', 'failed'],
]);

function readNode(written: unknown, shard: string): ListedNode {
  const fields = requireFields(written, `${shard}: a node`);
  const id = requireNodeId(fields.get('id'), `${shard}: the id of a node`);
  const where = `${shard}: node ${id.slice(0, 8)}`;
  const word = textOf(fields.get('health')) ?? '';
  const health = HEALTH_BY_WORD.get(word);
  if (!health) throw new MalformedReply(`${where}: health is ${sketch(fields.get('health'))}`);
  const role = optionalText(fields.get('role'), `${where}: role`);
  const texts = {
    hostname: optionalText(fields.get('hostname'), `${where}: hostname`),
    metadataIp: optionalText(fields.get('ip'), `${where}: ip`),
  };
  const ports = { port: readPort(fields, 'port', where), tlsPort: readPort(fields, 'tls-port', where) };
  const endpoint = readEndpoint(fields.get('endpoint'), `${where}: endpoint`);
  return { id, endpoint, ...present(texts), ...present(ports), health, flags: [...(role === undefined ? [] : [role]), word] };
}

function readPort(fields: ReadonlyMap<string, unknown>, name: string, where: string): number | undefined {
  return fields.has(name) ? requireInteger(fields.get(name), [1, 65_535], `${where}: ${name}`) : undefined;
}

/** Leaves out what is `undefined`, so that an absent field stays absent. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };
}
