import { type Proof, type Testimony, type Witness } from '../proof';
import { type Stage } from '../stage';
import { cachesOf } from './kept-caches';

/** Nothing that a stack made runs on when the stack is gone. */
export class RemovalProof implements Proof {
  public begin({ aws }: Stage): Promise<Witness> {
    const made = aws.stackNames().flatMap((stack) => cachesOf(aws, stack));
    return Promise.resolve({
      progress: () => ({ nodes: [] }),
      stop: () => Promise.resolve(),
      testify: (): Promise<Testimony> => {
        const left = made.filter(({ id }) => aws.groups.find(id) !== undefined || aws.serverless.find(id) !== undefined).map(({ id }) => `the nodes of ${id} are still there`);
        return Promise.resolve({ deviations: left, remark: '' });
      },
    });
  }
}
