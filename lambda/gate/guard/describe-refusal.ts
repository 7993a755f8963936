import { fitLines } from '../../topology/fit-lines';
import { REASON_BYTES } from '../gate-error';
import { type Allowance } from './allowed-replacement';
import { byteSize } from './byte-size';
import { type Replacement } from './find-replacements';
import { idOf, isServerless, type LastSnapshot, type LiveCache, nounOf, type Usage } from './live-cache';

/** Everything that a refusal says. */
export interface Refusal {
  readonly replacements: readonly Replacement[];
  readonly live: LiveCache;
  /** `unknown`: the API did not say. */
  readonly snapshot: LastSnapshot | 'none' | 'unknown';
  /** `none`: no node told; `unknown`: the API did not say. */
  readonly usage: Usage | 'none' | 'unknown';
  readonly updateReplacePolicy: string;
  readonly allowance: Exclude<Allowance, 'allowed'>;
}

/** Longer lists say no more. */
const MOST_SIZES = 6;
const LONGEST_VALUE = 120;

/** Every property with both values, what is at stake, and the safe way. */
export function describeRefusal(refusal: Refusal): string {
  const { live, replacements } = refusal;
  return fitLines(
    {
      head: `refused (GroupWouldBeReplaced): this update would put a new, empty ${shortNounOf(live)} in the place of the ${nounOf(live)} "${idOf(live)}"`,
      body: replacements.map(describeReplacement),
      tail: [stakes(refusal), describeSnapshot(refusal.snapshot), fate(refusal), safeWay(refusal), permission(refusal)],
      more: (missing) => `and ${missing} more`,
    },
    REASON_BYTES,
  );
}

/** One property: what it is, what it would be. */
export function describeReplacement({ property, from, to, hint }: Replacement): string {
  return `${property}: ${shown(from)} -> ${shown(to)}${hint === undefined ? '' : ` (${hint})`}`;
}

function shown(value: string | undefined): string {
  if (value === undefined) return 'not set';
  return JSON.stringify(value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}...` : value);
}

function stakes({ live, usage }: Refusal): string {
  const what = isServerless(live) ? 'all that it holds' : `${count(live.shards, 'shard')}, ${count(live.memberIds.length, 'node')}`;
  const kind = (isServerless(live) ? [live.engine] : [live.nodeType, live.engine]).filter(Boolean).join(', ');
  return `at stake: ${what}${kind === '' ? '' : ` (${kind})`}; ${describeUsage(usage, isServerless(live) ? 1 : live.shards)}`;
}

function describeUsage(usage: Refusal['usage'], shards: number): string {
  if (usage === 'unknown') return 'what is in use could not be read from CloudWatch';
  if (usage === 'none') return 'CloudWatch has no word on what is in use';
  const { bytes, bytesOfAllNodes, shardsTold, at } = usage;
  const part = shardsTold < shards ? `at least, ${shardsTold} of ${shards} shards told; ` : '';
  const copies = bytesOfAllNodes > bytes ? `${byteSize(bytesOfAllNodes)} with all copies; ` : '';
  return `${byteSize(bytes)} in use (${part}${copies}CloudWatch, ${at.toISOString()})`;
}

function describeSnapshot(snapshot: Refusal['snapshot']): string {
  if (snapshot === 'unknown') return 'its snapshots could not be listed';
  if (snapshot === 'none') return 'it has no snapshot';
  const { name, createdAt, sizes } = snapshot;
  const held = sizes.length === 0 ? '' : `, which held ${sizes.slice(0, MOST_SIZES).join(' + ')}${sizes.length > MOST_SIZES ? ' + ...' : ''}`;
  return `the last snapshot is "${name}" of ${createdAt?.toISOString() ?? 'an unknown time'}${held}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Behind CloudFormation's back nothing is kept but what the policy says. */
function fate(refusal: Refusal): string {
  const { live, updateReplacePolicy: policy } = refusal;
  const noun = shortNounOf(live);
  const said = isServerless(live) && policy === 'Snapshot' ? 'FinalSnapshotName is set' : `UpdateReplacePolicy is ${policy}`;
  if (policy === 'Snapshot') return `${said}: ${unlessItFails(refusal)}the data would be in a last snapshot, and not in the new ${noun}`;
  if (policy === 'Retain') return `${said}: ${unlessItFails(refusal)}the old ${noun} would stay outside of the stack, its clients on the empty one`;
  return `${said}: ${unlessItFails(refusal)}the data would be deleted, without a snapshot`;
}

/** CloudFormation replaces nothing that keeps its own name, but finds that out only when it comes to it. */
function unlessItFails({ live, replacements }: Refusal): string {
  return !isServerless(live) || replacements.some(({ property }) => property === 'ServerlessCacheName')
    ? ''
    : 'with the same ServerlessCacheName the update would fail halfway; with another one ';
}

function safeWay({ live, replacements }: Refusal): string {
  const isAboutFamily = replacements.some(({ property }) => property === 'NetworkType');
  return isServerless(live)
    ? 'nothing was touched. To keep the data: put the old values back. For the new values make a second cache beside this one, from a ' +
        'snapshot (SnapshotArnsToRestore), move the clients, then remove this one'
    : 'no node was touched. To keep the data: put the old values back' +
        (isAboutFamily ? '; on a dual_stack group IpDiscovery moves clients between IPv4 and IPv6 in place' : '') +
        '. For the new values make a second group beside this one, from a snapshot, move the clients, then remove this one';
}

function permission({ allowance, live }: Refusal): string {
  const name = isServerless(live) ? ', and another ServerlessCacheName for the new one' : '';
  const example = `allowReplacement: '${idOf(live)}: <why its data may go>'${name}`;
  if (allowance === 'other-group') return `allowReplacement names another ${shortNounOf(live)}; to give this one up: ${example}`;
  if (allowance === 'no-reason') return `allowReplacement gives no reason; to give the data up: ${example}`;
  return `to give the data up, once: ${example}`;
}

function shortNounOf(live: LiveCache): string {
  return isServerless(live) ? 'cache' : 'group';
}
