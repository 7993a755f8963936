import { type ReplicationGroup } from '../../elasticache/replication-group';
import { type DeploymentJournal } from '../deployment-journal';
import { type Proof, type Testimony, type Witness } from '../proof';
import { type RehearsedAws } from '../rehearsed-aws';
import { type Stage } from '../stage';
import { keysIn, stateOf } from './kept-data';

/** An example makes what it says: resources, nodes, and gates that are asked. */
export class ExampleProof implements Proof {
  /** @param keys how many keys the groups of the app hold together, if that is known */
  public constructor(private readonly keys?: number) {}

  public begin({ aws }: Stage, journal: DeploymentJournal): Promise<Witness> {
    return Promise.resolve({
      progress: () => ({ nodes: [] }),
      stop: () => Promise.resolve(),
      testify: () => testimonyOf(aws, journal, this.keys),
    });
  }
}

async function testimonyOf(aws: RehearsedAws, { answers }: DeploymentJournal, keys: number | undefined): Promise<Testimony> {
  const stacks = aws.stackNames();
  const resources = stacks.reduce((sum, stack) => sum + aws.resourceCount(stack), 0);
  const groups = stacks.flatMap((stack) => aws.groupsOf(stack));
  const nodes = groups.flatMap(({ members }) => members).length;
  const found = keys === undefined ? undefined : await keysOf(groups);
  const parts = [`${resources} resources`, ...(nodes === 0 ? [] : [`${nodes} nodes`]), ...(found === undefined ? [] : [`${found} keys`]), ...counted(answers)];
  const deviations = [
    ...(stacks.length === 0 ? ['the app has no stack'] : []),
    ...(found === undefined || found === keys ? [] : [`the groups hold ${found} keys instead of ${keys}`]),
  ];
  return { deviations, remark: parts.join(', ') };
}

/** Not known of embedded clusters, which keep no data. */
async function keysOf(groups: readonly ReplicationGroup[]): Promise<number | undefined> {
  if (groups.some(({ cluster }) => cluster.kind === 'embedded')) return undefined;
  const nodes = await Promise.all(groups.map(async (group) => keysIn(await stateOf(group))));
  return nodes.reduce((sum, keys) => sum + keys, 0);
}

/** `guard NO_GROUP` three times is `3 x guard NO_GROUP`. */
function counted(answers: readonly string[]): readonly string[] {
  const kinds = [...new Set(answers)].sort();
  return kinds.map((kind) => {
    const times = answers.filter((answer) => answer === kind).length;
    return times === 1 ? kind : `${times} x ${kind}`;
  });
}
