import { type GroupChange } from '../../elasticache/replication-groups';
import { type ReplicationGroup } from '../../elasticache/replication-group';
import { type Proof, type Testimony, type Witness, type WitnessProgress } from '../proof';
import { type RehearsedAws } from '../rehearsed-aws';
import { type Stage } from '../stage';
import { onlyGroup } from './group-look';
import { stateOf } from './kept-data';

/** A replacement that is allowed passes: the new group is there and empty, the old one gone, with a last snapshot of its data. */
export class ReplacementProof implements Proof {
  /** @param stacks each with one group that is replaced */
  public constructor(private readonly stacks: readonly string[]) {}

  public begin({ aws }: Stage): Promise<Witness> {
    const replaced = this.stacks.map((stack) => ({ stack, old: onlyGroup(aws, stack) }));
    return Promise.resolve(new ReplacementWitness(aws, replaced, aws.groups.changes.length));
  }
}

interface Replaced {
  readonly stack: string;
  readonly old: ReplicationGroup;
}

class ReplacementWitness implements Witness {
  public constructor(
    private readonly aws: RehearsedAws,
    private readonly replaced: readonly Replaced[],
    private readonly changesBefore: number,
  ) {}

  public progress(): WitnessProgress {
    return { nodes: [] };
  }

  public stop(): Promise<void> {
    return Promise.resolve();
  }

  public async testify(): Promise<Testimony> {
    const changes = this.aws.groups.changes.slice(this.changesBefore);
    const deviations = (await Promise.all(this.replaced.map((each) => this.deviationsOf(each, changes)))).flat();
    return { deviations, remark: deviations.length > 0 ? '' : 'replaced, as allowed: the new groups are empty, the old ones in a last snapshot' };
  }

  private async deviationsOf({ stack, old }: Replaced, changes: readonly GroupChange[]): Promise<readonly string[]> {
    const next = onlyGroup(this.aws, stack);
    const keys = next.cluster.kind === 'embedded' ? 0 : (await stateOf(next)).reduce((sum, node) => sum + node.keys, 0);
    const calls = changes.filter(({ replicationGroupId }) => [old.id, next.id].includes(replicationGroupId)).map(({ operation, replicationGroupId }) => `${operation} ${replicationGroupId}`);
    const expected = [`CreateReplicationGroup ${next.id}`, `DeleteReplicationGroup ${old.id}`];
    return [
      ...(next.id === old.id ? [`the group of ${stack} was not replaced, although that was allowed`] : []),
      ...(keys === 0 ? [] : [`the new group of ${stack} holds ${keys} keys`]),
      ...(calls.join() === expected.join() ? [] : [`the calls for ${stack} were ${calls.join(', ')} instead of ${expected.join(', ')}`]),
      ...(this.aws.groups.snapshots.namesOf(old.id).some((name) => name.includes('-final-')) ? [] : [`there is no last snapshot of ${old.id}`]),
    ];
  }
}
