import { type Proof, type Testimony, type Witness } from '../proof';
import { type Stage } from '../stage';
import { type RehearsedAws } from '../rehearsed-aws';
import { cachesOf } from './kept-caches';
import { fill } from './kept-data';

/** Caches that have just been made hold data from now on, which later proofs look for. */
export class FillProof implements Proof {
  public constructor(private readonly stacks: readonly string[]) {}

  public begin({ aws }: Stage): Promise<Witness> {
    return Promise.resolve({
      progress: () => ({ nodes: [] }),
      stop: () => Promise.resolve(),
      testify: async (): Promise<Testimony> => {
        const caches = this.stacks.flatMap((stack) => cachesOf(aws, stack));
        if (caches.length !== this.stacks.length) {
          return { deviations: [`${this.stacks.length} stacks made ${caches.length} caches`], remark: '' };
        }
        const real = caches.filter(({ cluster }) => cluster.kind !== 'embedded');
        await Promise.all(real.map(fill));
        await Promise.all(this.stacks.flatMap((stack) => takeSnapshots(aws, stack)));
        return { deviations: [], remark: real.length === 0 ? 'the embedded cluster keeps no data' : `filled with data: ${wordCaches(caches.length)}` };
      },
    });
  }
}

/** What is in the caches is worth a snapshot, as it would be after the first night. */
function takeSnapshots(aws: RehearsedAws, stack: string): readonly Promise<unknown>[] {
  return [
    ...aws.groupsOf(stack).map((group) => aws.groups.snapshots.takeAutomatic(group)),
    ...aws.serverlessOf(stack).map((cache) => aws.serverless.snapshots.takeAutomatic(cache)),
  ];
}

function wordCaches(count: number): string {
  return count === 1 ? 'a cache, with a snapshot of it' : `${count} caches, with a snapshot of each`;
}
