import { type Proof, type Testimony, type Witness } from '../proof';
import { type Stage } from '../stage';
import { fill } from './kept-data';

/** Groups that have just been made hold data from now on, which later proofs look for. */
export class FillProof implements Proof {
  public constructor(private readonly stacks: readonly string[]) {}

  public begin({ aws }: Stage): Promise<Witness> {
    return Promise.resolve({
      progress: () => ({ nodes: [] }),
      stop: () => Promise.resolve(),
      testify: async (): Promise<Testimony> => {
        const groups = this.stacks.flatMap((stack) => aws.groupsOf(stack));
        if (groups.length !== this.stacks.length) {
          return { deviations: [`${this.stacks.length} stacks made ${groups.length} replication groups`], remark: '' };
        }
        const real = groups.filter(({ cluster }) => cluster.kind !== 'embedded');
        await Promise.all(real.map(fill));
        // what is in the groups is worth a snapshot, as it would be after the first night
        await Promise.all(groups.map((group) => aws.groups.snapshots.takeAutomatic(group)));
        return { deviations: [], remark: real.length === 0 ? 'the embedded cluster keeps no data' : `${groups.length} groups filled with data, a snapshot of each` };
      },
    });
  }
}
