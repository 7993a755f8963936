import { type RawProperties } from '../gate-event';
import { type NodeWait, readNodeWait } from '../nodes/node-question';
import { nonEmpty, PropertyReader } from '../property-reader';

/** Which group a reachability gate is about: by the name that the template has for it, or by its id. */
export type GroupName = { readonly logicalId: string } | { readonly replicationGroupId: string };

/** The properties of the custom resource, read. */
export interface ReachabilityProperties {
  readonly group: GroupName;
  readonly wait: NodeWait;
  /** `NetworkType` that is about to be applied, if the template tells. */
  readonly networkType: string | undefined;
}

export type ReadReachabilityProperties =
  | { readonly ok: true; readonly properties: ReachabilityProperties }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The properties of a reachability gate, read. */
export function readReachabilityProperties(raw: RawProperties): ReadReachabilityProperties {
  const reader = new PropertyReader(raw);
  const logicalId = reader.readIfSet('GroupLogicalId', nonEmpty, 'the logical id of a replication group of the stack');
  const replicationGroupId =
    raw['GroupLogicalId'] === undefined ? reader.read('ReplicationGroupId', nonEmpty, 'the id of a replication group') : undefined;
  const networkType = reader.readIfSet('NetworkType', nonEmpty, '"ipv4", "ipv6" or "dual_stack"')?.toLowerCase();
  const wait = readNodeWait(reader);
  const group = logicalId !== undefined ? { logicalId } : replicationGroupId !== undefined ? { replicationGroupId } : undefined;
  return group && wait ? { ok: true, properties: { group, wait, networkType } } : { ok: false, problems: reader.problems };
}

/** What the gate is about: if none of it changed, nothing is about to move. */
const SUBJECT = ['GroupLogicalId', 'ReplicationGroupId', 'TargetFamily', 'ChangeToken'];

/** Whether an update changes only how the gate asks, not what it is about. */
export function isSameSubject(raw: RawProperties, old: RawProperties | undefined): boolean {
  return old !== undefined && SUBJECT.every((name) => raw[name] === old[name]);
}
