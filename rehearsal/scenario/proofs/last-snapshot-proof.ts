import { type Proof, type Testimony, type Witness } from '../proof';
import { type Stage } from '../stage';
import { keysIn, stateOf } from './kept-data';

/** A serverless cache goes, and what it held is in its last snapshot. */
export class LastSnapshotProof implements Proof {
  /** @param stack with the one serverless cache that is replaced or removed */
  public constructor(private readonly stack: string) {}

  public async begin({ aws }: Stage): Promise<Witness> {
    const [cache] = aws.serverlessOf(this.stack);
    if (cache === undefined) throw new Error(`the stack ${this.stack} has no serverless cache`);
    const keys = cache.cluster.kind === 'embedded' ? 0 : keysIn(await stateOf(cache));
    return {
      progress: () => ({ nodes: [] }),
      stop: () => Promise.resolve(),
      testify: () => {
        const isThere = aws.serverless.find(cache.id) !== undefined;
        const deviations = lastSnapshotDeviations({ cacheId: cache.id, keys, isThere, snapshots: aws.serverless.snapshots.of(cache.id) });
        const remark = deviations.length > 0 ? '' : `the old cache is gone, ${keys === 0 ? 'it was empty' : `its ${keys} keys are in its last snapshot`}`;
        return Promise.resolve<Testimony>({ deviations, remark });
      },
    };
  }
}

/** What was seen of a cache that should be gone. */
export interface SeenOfLastSnapshot {
  readonly cacheId: string;
  /** How many it held. */
  readonly keys: number;
  readonly isThere: boolean;
  /** Oldest first. */
  readonly snapshots: readonly { readonly name: string; readonly keys: number }[];
}

/** What did not go as planned. */
export function lastSnapshotDeviations({ cacheId, keys, isThere, snapshots }: SeenOfLastSnapshot): readonly string[] {
  const last = snapshots.find(({ name }) => name === `${cacheId}-final`);
  return [
    ...(isThere ? [`the serverless cache ${cacheId} is still there`] : []),
    ...(last === undefined ? [`there is no last snapshot of ${cacheId}`] : []),
    ...(last !== undefined && last.keys !== keys ? [`the last snapshot of ${cacheId} holds ${last.keys} keys instead of ${keys}`] : []),
  ];
}
