import { type KeptCache } from '../../elasticache/kept-cache';
import { type CdkResult } from '../cdk-cli';
import { type Proof, type Testimony, type Witness, type WitnessProgress } from '../proof';
import { type RehearsedAws } from '../rehearsed-aws';
import { type Stage } from '../stage';
import { type GroupLook, lookAt, nodeDeviations, settingsDeviations } from './group-look';
import { type CacheChange, cachesOf, onlyCache, watchChanges } from './kept-caches';
import { keysIn, overall } from './kept-data';

/** A guard refuses a replacement before anything changes: no call, no new node, no lost key, and a reason in the output of the CLI. */
export class RefusalProof implements Proof {
  /**
   * @param stack with the one cache that would be replaced
   * @param mustSay what the message must hold besides what every refusal says
   */
  public constructor(
    private readonly stack: string,
    private readonly mustSay: readonly RegExp[],
  ) {}

  public async begin({ aws }: Stage): Promise<Witness> {
    const cache = onlyCache(aws, this.stack);
    return new RefusalWitness({ aws, stack: this.stack, cache, mustSay: this.mustSay, before: await lookAt(cache), changes: watchChanges(aws) });
  }
}

interface RefusalCase {
  readonly aws: RehearsedAws;
  readonly stack: string;
  readonly cache: KeptCache;
  readonly mustSay: readonly RegExp[];
  readonly before: GroupLook;
  readonly changes: () => readonly CacheChange[];
}

class RefusalWitness implements Witness {
  public constructor(private readonly its: RefusalCase) {}

  public progress(): WitnessProgress {
    return { nodes: [] };
  }

  public stop(): Promise<void> {
    return Promise.resolve();
  }

  public async testify({ output }: CdkResult): Promise<Testimony> {
    const { aws, stack, cache, mustSay, before, changes } = this.its;
    const isThere = cachesOf(aws, stack).includes(cache);
    const seen: SeenOfRefusal = {
      changes: changes(),
      isThere,
      before,
      // of a cache that is gone there is nothing to look at
      after: isThere ? await lookAt(cache) : { configuration: before.configuration, nodes: [] },
      message: refusalIn(output),
    };
    const keys = keysIn(seen.after.nodes);
    const nodes = seen.after.nodes.length;
    const deviations = refusalDeviations(seen, [...EVERY_REFUSAL_SAYS, new RegExp(`allowReplacement: '${cache.id}: `), ...mustSay]);
    if (deviations.length > 0) return { deviations, remark: '' };
    return {
      deviations,
      remark: `refused before anything changed: ${nodes === 1 ? '1 node' : `${nodes} nodes`} untouched${keys === 0 ? '' : `, ${keys} keys as before`}`,
      refusal: { stack, cacheId: cache.id, message: seen.message, nodes, keys, checksum: overall(seen.after.nodes) },
    };
  }
}

/** What is at stake, and the safe way. */
const EVERY_REFUSAL_SAYS = [
  /refused \(GroupWouldBeReplaced\)/,
  /NetworkType: "\w+" -> "\w+"/,
  /at stake: (\d+ shards?, \d+ nodes?|all that it holds) .*; [\d.]+ [KMG]iB in use \(.*CloudWatch, \d{4}-/,
  /To keep the data: put the old values back/,
];

/** What was seen around a refusal. */
export interface SeenOfRefusal {
  readonly changes: readonly CacheChange[];
  /** The stack still has the same cache. */
  readonly isThere: boolean;
  readonly before: GroupLook;
  readonly after: GroupLook;
  /** Empty: the CLI printed none. */
  readonly message: string;
}

/** What did not go as planned. */
export function refusalDeviations({ changes, isThere, before, after, message }: SeenOfRefusal, mustSay: readonly RegExp[]): readonly string[] {
  const called = changes.map(({ operation, cacheId }) => `${operation} was called for ${cacheId}, although the replacement was refused`);
  const gone = isThere ? [] : ['the stack has another cache now'];
  const nodes = isThere ? nodeDeviations(before, after) : [];
  const unsaid = message === '' ? ['the CDK CLI printed no refusal'] : mustSay.filter((text) => !text.test(message)).map((text) => `the refusal does not say ${text.source}: ${message}`);
  return [...called, ...gone, ...settingsDeviations(before, after), ...nodes, ...unsaid];
}

/** From "refused" to the last line of the reason, as the CLI printed it first. */
export function refusalIn(output: string): string {
  const lines = output.split('\n');
  const first = lines.findIndex((line) => line.includes('refused (GroupWouldBeReplaced)'));
  const last = lines.findIndex((line, index) => index > first && line.includes('allowReplacement: \''));
  if (first < 0 || last < 0) return '';
  const [head = '', ...rest] = lines.slice(first, last + 1);
  return [head.slice(head.indexOf('refused (')), ...rest].join('\n');
}
