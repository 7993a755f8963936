import { fitLines } from '../../topology/fit-lines';
import { REASON_BYTES } from '../gate-error';
import { type Allowance } from './allowed-replacement';
import { type Replacement } from './find-replacements';
import { type LastSnapshot, type LiveGroup, type Usage } from './live-group';

/** Everything that a refusal says. */
export interface Refusal {
  readonly replacements: readonly Replacement[];
  readonly live: LiveGroup;
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
const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Every property with both values, what is at stake, and the safe way. */
export function describeRefusal(refusal: Refusal): string {
  const { live, replacements } = refusal;
  return fitLines(
    {
      head: `refused (GroupWouldBeReplaced): this update would put a new, empty group in the place of the replication group "${live.replicationGroupId}"`,
      body: replacements.map(describeReplacement),
      tail: [stakes(refusal), describeSnapshot(refusal.snapshot), fate(refusal), ...safeWay(replacements), permission(refusal)],
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
  const nodes = `${count(live.shards, 'shard')}, ${count(live.memberIds.length, 'node')}`;
  const kind = [live.nodeType, live.engine].filter(Boolean).join(', ');
  return `at stake: ${nodes}${kind === '' ? '' : ` (${kind})`}; ${describeUsage(usage, live)}`;
}

function describeUsage(usage: Refusal['usage'], { shards }: LiveGroup): string {
  if (usage === 'unknown') return 'what is in use could not be read from CloudWatch';
  if (usage === 'none') return 'CloudWatch has no word on what is in use';
  const { bytes, bytesOfAllNodes, shardsTold, at } = usage;
  const part = shardsTold < shards ? `at least, ${shardsTold} of ${shards} shards told; ` : '';
  const copies = bytesOfAllNodes > bytes ? `${inBytes(bytesOfAllNodes)} with all copies; ` : '';
  return `${inBytes(bytes)} in use (${part}${copies}CloudWatch, ${at.toISOString()})`;
}

function describeSnapshot(snapshot: Refusal['snapshot']): string {
  if (snapshot === 'unknown') return 'its snapshots could not be listed';
  if (snapshot === 'none') return 'it has no snapshot';
  const { name, createdAt, sizes } = snapshot;
  const held = sizes.length === 0 ? '' : `, which held ${sizes.slice(0, MOST_SIZES).join(' + ')}${sizes.length > MOST_SIZES ? ' + ...' : ''}`;
  return `the last snapshot is "${name}" of ${createdAt?.toISOString() ?? 'an unknown time'}${held}`;
}

/** `1.5 GiB`. */
function inBytes(bytes: number): string {
  const step = Math.max(0, Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  return `${(bytes / 1024 ** step).toFixed(step === 0 ? 0 : 1)} ${UNITS[step] ?? ''}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Behind CloudFormation's back nothing is kept but what the policy says. */
function fate({ updateReplacePolicy }: Refusal): string {
  const policy = `UpdateReplacePolicy is ${updateReplacePolicy}:`;
  if (updateReplacePolicy === 'Snapshot') return `${policy} the data would be in a last snapshot, and not in the new group`;
  if (updateReplacePolicy === 'Retain') return `${policy} the old group would stay outside of the stack, its clients on the empty one`;
  return `${policy} the data would be deleted, without a snapshot`;
}

function safeWay(replacements: readonly Replacement[]): readonly string[] {
  const isAboutFamily = replacements.some(({ property }) => property === 'NetworkType');
  return [
    'no node was touched. To keep the data: put the old values back' +
      (isAboutFamily ? '; on a dual_stack group IpDiscovery moves clients between IPv4 and IPv6 in place' : '') +
      '. For the new values make a second group beside this one, from a snapshot, move the clients, then remove this one',
  ];
}

function permission({ allowance, live }: Refusal): string {
  const example = `allowReplacement: '${live.replicationGroupId}: <why its data may go>'`;
  if (allowance === 'other-group') return `allowReplacement names another group; to give this one up: ${example}`;
  if (allowance === 'no-reason') return `allowReplacement gives no reason; to give the data up: ${example}`;
  return `to give the data up, once: ${example}`;
}
