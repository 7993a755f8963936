import { type Properties } from '../cloudformation/resource-provider';
import { type SlotRange, SLOTS } from '../cluster/slot-ranges';
import { ServiceError } from '../http/service';

/** One shard as it is asked for. */
export interface NodeGroupShape {
  /** `NodeGroupId`, four digits. */
  readonly id: string;
  readonly replicas: number;
  /** Absent: an even share. */
  readonly slots?: readonly SlotRange[];
}

type Entry = Readonly<Record<string, unknown>>;

/** The shards of a group: `NodeGroupConfiguration`, or `NumNodeGroups` that are all alike. Throws what AWS refuses. */
export function readNodeGroups(properties: Properties, clusterEnabled: boolean): readonly NodeGroupShape[] {
  const entries = properties['NodeGroupConfiguration'];
  const replicas = Number(properties['ReplicasPerNodeGroup'] ?? Number(properties['NumCacheClusters'] ?? 1) - 1);
  if (!Array.isArray(entries) || entries.length === 0) {
    const shards = clusterEnabled ? Number(properties['NumNodeGroups'] ?? 1) : 1;
    return Array.from({ length: shards }, (_, index) => ({ id: numbered(index), replicas }));
  }
  const shards = Number(properties['NumNodeGroups'] ?? entries.length);
  if (shards !== entries.length) {
    throw new ServiceError('InvalidParameterCombination', `NumNodeGroups is ${shards} but NodeGroupConfiguration has ${entries.length} entries.`);
  }
  const shapes = entries.map((entry, index) => readShape(entry as Entry, index, replicas));
  assertDifferentIds(shapes);
  assertEverySlotOnce(shapes);
  return shapes;
}

function numbered(index: number): string {
  return String(index + 1).padStart(4, '0');
}

function readShape(entry: Entry, index: number, commonReplicas: number): NodeGroupShape {
  const id = textOf(entry['NodeGroupId'])?.padStart(4, '0') ?? numbered(index);
  const zones = entry['ReplicaAvailabilityZones'];
  const replicas = Number(entry['ReplicaCount'] ?? commonReplicas);
  if (Array.isArray(zones) && zones.length !== replicas) {
    throw new ServiceError('InvalidParameterCombination', `Node group ${id} has ${replicas} replicas but ${zones.length} ReplicaAvailabilityZones.`);
  }
  const slots = textOf(entry['Slots']);
  return { id, replicas, ...(slots !== undefined && { slots: readSlots(slots) }) };
}

/** Numbers may come as text, and text that is one as a number. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** `0-99,200` */
function readSlots(text: string): readonly SlotRange[] {
  return text.split(',').map((part) => {
    const [, first, last = first] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first)) throw new ServiceError('InvalidParameterValue', `Slots is "${text}": must be ranges such as 0-8191.`);
    return { first: Number(first), last: Number(last) };
  });
}

function assertDifferentIds(shapes: readonly NodeGroupShape[]): void {
  if (new Set(shapes.map(({ id }) => id)).size < shapes.length) {
    throw new ServiceError('InvalidParameterValue', 'Two entries of NodeGroupConfiguration have the same NodeGroupId.');
  }
}

function assertEverySlotOnce(shapes: readonly NodeGroupShape[]): void {
  const given = shapes.filter(({ slots }) => slots !== undefined);
  if (given.length === 0) return;
  const ranges = given.flatMap(({ slots = [] }) => slots).sort((one, other) => one.first - other.first);
  const next = ranges.reduce((expected, { first, last }) => (first === expected ? last + 1 : Number.NaN), 0);
  if (given.length < shapes.length || next !== SLOTS) {
    throw new ServiceError('InvalidParameterValue', `The Slots of NodeGroupConfiguration must have each slot from 0 to ${SLOTS - 1} once.`);
  }
}
