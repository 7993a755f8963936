import { type DeploymentJournal } from '../deployment-journal';
import { type Proof, type Testimony, type Witness } from '../proof';
import { type Stage } from '../stage';
import { type CacheChange, watchChanges } from './kept-caches';

/** A command that only looks: no gate or guard is called, no cache changes, and the CLI says what it is meant to say. */
export class UntouchedProof implements Proof {
  public constructor(private readonly says: RegExp) {}

  public begin({ aws }: Stage, journal: DeploymentJournal): Promise<Witness> {
    const changes = watchChanges(aws);
    return Promise.resolve({
      progress: () => ({ nodes: [] }),
      stop: () => Promise.resolve(),
      testify: ({ output }) => {
        const { gateCalls, guardCalls } = journal;
        const deviations = untouchedDeviations({ gateCalls, guardCalls, changes: changes(), output }, this.says);
        return Promise.resolve<Testimony>({ deviations, remark: deviations.length > 0 ? '' : 'says that the group would be replaced; asked nobody, changed nothing' });
      },
    });
  }
}

/** What was seen around a command that only looks. */
export interface SeenOfLook {
  readonly gateCalls: number;
  readonly guardCalls: number;
  readonly changes: readonly CacheChange[];
  readonly output: string;
}

/** What did not go as planned. */
export function untouchedDeviations({ gateCalls, guardCalls, changes, output }: SeenOfLook, says: RegExp): readonly string[] {
  const called = gateCalls + guardCalls === 0 ? [] : [`gates were called ${gateCalls} times and guards ${guardCalls} times`];
  const changed = changes.map(({ operation, cacheId }) => `${operation} was called for ${cacheId}`);
  const unsaid = says.test(output) ? [] : [`the CDK CLI does not say ${says.source}: ${output}`];
  return [...called, ...changed, ...unsaid];
}
