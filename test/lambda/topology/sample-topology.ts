import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type AnsweredMember, type Member, type Observation, type UnansweredMember } from '../../../lambda/topology/observation';

/** A node of an invented cluster. */
export interface SampleNode {
  readonly member: Member;
  readonly id: string;
  readonly address: string;
  readonly shard: number;
  readonly flags: string;
}

export type Row = [number, number, ...unknown[][]];

/** Node id made of one digit, easy to find in a failing test. */
export const nodeId = (digit: number): string => digit.toString(16).padStart(2, '0').repeat(20);

export const address = (family: AddressFamily, index: number): string => (family === 'ipv6' ? `fd00:77::${index + 10}` : `10.77.0.${index + 10}`);

/** `shards` shards of one primary and `replicas` replicas, named as ElastiCache names them. */
export function sampleNodes(family: AddressFamily, shards = 3, replicas = 1): SampleNode[] {
  return Array.from({ length: shards * (replicas + 1) }, (_, index) => {
    const shard = Math.floor(index / (replicas + 1));
    const place = index % (replicas + 1);
    const id = `my-group-000${shard + 1}-00${place + 1}`;
    return {
      member: { id, host: `${id}.example.com`, port: 6379 },
      id: nodeId(index + 1),
      address: address(family, index),
      shard,
      flags: place === 0 ? 'master' : 'slave',
    };
  });
}

/** A reply of CLUSTER SLOTS over RESP2: each shard's slots in `pieces` rows. */
export function slotsReply(nodes: readonly SampleNode[], pieces = 1): Row[] {
  const shards = Math.max(...nodes.map(({ shard }) => shard)) + 1;
  const ranges = shards * pieces;
  const edge = (index: number): number => Math.floor((index * 16_384) / ranges);
  return Array.from({ length: ranges }, (_, index) => {
    const ofShard = nodes.filter(({ shard }) => shard === index % shards);
    return [edge(index), edge(index + 1) - 1, ...ofShard.map(({ address: at, id }) => [at, 6379, id, []])];
  });
}

/** One line of CLUSTER NODES. */
export function nodeLine({ id, address: at, flags }: Pick<SampleNode, 'id' | 'address' | 'flags'>, myself = false): string {
  const primary = flags === 'master' ? '-' : nodeId(1);
  return `${id} ${at}:6379@16379 ${myself ? 'myself,' : ''}${flags} ${primary} 0 1700000000000 3 connected 0-5460`;
}

/** A reply of CLUSTER NODES. */
export function nodesReply(nodes: readonly SampleNode[], myself: string | undefined): string {
  return nodes.map((node) => `${nodeLine(node, node.id === myself)}\n`).join('');
}

/** What a member answers that is in order. */
export function answer(node: SampleNode, nodes: readonly SampleNode[], changes: Partial<AnsweredMember> = {}): AnsweredMember {
  return {
    kind: 'answered',
    member: node.member,
    myId: node.id,
    slots: slotsReply(nodes),
    nodes: nodesReply(nodes, node.id),
    ...changes,
  };
}

export function silence({ member }: SampleNode, errorCode: string, error = ''): UnansweredMember {
  return { kind: 'unanswered', member, error, errorCode };
}

/** A sweep in which every member answers in order, but for the changes, by index of the member. */
export function observe(nodes: readonly SampleNode[], changes: Readonly<Record<number, Partial<AnsweredMember>>> = {}): Observation {
  return {
    expected: nodes.map(({ member }) => member),
    members: nodes.map((node, index) => answer(node, nodes, changes[index])),
  };
}

/** The element, or an error instead of `undefined`. */
export function at<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined) throw new Error(`there is no element ${index}`);
  return element;
}
