import { CONDITION_GATE_RESOURCE_TYPE } from '../../../lib/gates/contract';
import { type DeploymentJournal } from '../deployment-journal';
import { type Proof, type Testimony, type Witness } from '../proof';
import { type Stage } from '../stage';

export type ConditionProofOptions =
  /** The condition is not met before this, milliseconds since the epoch; asked when the deployment is over. */
  | { readonly metAt: () => number }
  /** The function refuses, with this in the reason. */
  | { readonly refusedWith: RegExp };

/** A condition gate opens when its function says so and not before, and fails with the words of the function where that refuses. */
export class ConditionProof implements Proof {
  public constructor(private readonly options: ConditionProofOptions) {}

  public begin(_stage: Stage, journal: DeploymentJournal): Promise<Witness> {
    let askedAt: number | undefined;
    journal.onceCalled(CONDITION_GATE_RESOURCE_TYPE, () => {
      askedAt = Date.now();
    });
    const testify = (): Promise<Testimony> => Promise.resolve(testimonyOf(this.options, { askedAt, answers: journal.answers, answeredAt: journal.lastAnswerAt, reason: journal.reason ?? '' }));
    return Promise.resolve({ progress: () => ({ nodes: [] }), stop: () => Promise.resolve(), testify });
  }
}

/** What was seen of a condition gate. Every `...At` is milliseconds since the epoch. */
export interface SeenOfCondition {
  /** When CloudFormation called it. */
  readonly askedAt: number | undefined;
  /** As in the journal. */
  readonly answers: readonly string[];
  readonly answeredAt: number | undefined;
  readonly reason: string;
}

/** What a deployment showed of its condition gate. */
export function testimonyOf(options: ConditionProofOptions, { askedAt, answers, answeredAt, reason }: SeenOfCondition): Testimony {
  if (askedAt === undefined) return { deviations: ['the condition gate was not called'], remark: '' };
  if ('refusedWith' in options) {
    const refused = options.refusedWith.exec(reason)?.[0];
    return refused === undefined
      ? { deviations: [`the reason does not say ${options.refusedWith.source}: ${reason}`], remark: '' }
      : { deviations: [], remark: `refused: ${refused}` };
  }
  if (answeredAt === undefined || !answers.includes('condition gate MET')) {
    return { deviations: [`the condition was not met, the answers were ${answers.join(', ')}`], remark: '' };
  }
  const early = options.metAt() - answeredAt;
  if (early > 0) return { deviations: [`the gate opened ${early} ms before the condition was met`], remark: '' };
  return { deviations: [], remark: `held ${((answeredAt - askedAt) / 1000).toFixed(1)} s, until the function said so` };
}
