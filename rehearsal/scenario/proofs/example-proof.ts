import { type DeploymentJournal } from '../deployment-journal';
import { type Proof, type Testimony, type Witness } from '../proof';
import { type RehearsedAws } from '../rehearsed-aws';
import { type Stage } from '../stage';

/** An example makes what it says: resources, nodes, and gates that are asked. */
export class ExampleProof implements Proof {
  public begin({ aws }: Stage, journal: DeploymentJournal): Promise<Witness> {
    return Promise.resolve({
      progress: () => ({ nodes: [] }),
      stop: () => Promise.resolve(),
      testify: () => Promise.resolve(testimonyOf(aws, journal)),
    });
  }
}

function testimonyOf(aws: RehearsedAws, { answers }: DeploymentJournal): Testimony {
  const stacks = aws.stackNames();
  const resources = stacks.reduce((sum, stack) => sum + aws.resourceCount(stack), 0);
  const nodes = stacks.flatMap((stack) => aws.groupsOf(stack)).flatMap(({ members }) => members).length;
  const parts = [`${resources} resources`, ...(nodes === 0 ? [] : [`${nodes} nodes`]), ...counted(answers)];
  return { deviations: stacks.length === 0 ? ['the app has no stack'] : [], remark: parts.join(', ') };
}

/** `guard NO_GROUP` three times is `3 x guard NO_GROUP`. */
function counted(answers: readonly string[]): readonly string[] {
  const kinds = [...new Set(answers)].sort();
  return kinds.map((kind) => {
    const times = answers.filter((answer) => answer === kind).length;
    return times === 1 ? kind : `${times} x ${kind}`;
  });
}
