import { type Proof, type Testimony, type Witness } from '../proof';
import { type Stage } from '../stage';

/** Nothing that a stack made runs on when the stack is gone. */
export class RemovalProof implements Proof {
  public begin({ aws }: Stage): Promise<Witness> {
    const made = aws.stackNames().flatMap((stack) => aws.groupsOf(stack));
    return Promise.resolve({
      progress: () => ({ nodes: [] }),
      stop: () => Promise.resolve(),
      testify: (): Promise<Testimony> => {
        const left = made.filter(({ id }) => aws.groups.members(id).length > 0).map(({ id }) => `the nodes of ${id} are still there`);
        return Promise.resolve({ deviations: left, remark: '' });
      },
    });
  }
}
