import { type RawProperties } from '../gate-event';
import { type NodeQuestion, readNodeWait } from '../nodes/node-question';
import { nonEmpty, PropertyReader } from '../property-reader';

export type ReadProperties =
  | { readonly ok: true; readonly question: NodeQuestion }
  /** All problems, each as in `TimeoutSeconds is "x": must be ...`. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** The properties of a propagation gate, read. */
export function readProperties(raw: RawProperties): ReadProperties {
  const reader = new PropertyReader(raw);
  const replicationGroupId = reader.read('ReplicationGroupId', nonEmpty, 'the id of a replication group');
  const wait = readNodeWait(reader);
  if (!replicationGroupId || !wait) return { ok: false, problems: reader.problems };
  return { ok: true, question: { ...wait, replicationGroupId, purpose: 'propagation' } };
}
