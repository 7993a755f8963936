import { type ReplacementGuardAttributes } from '../../../lib/gates/contract';
import { type IsCompleteEvent } from '../gate-event';
import { type GateFinding } from '../gate-finding';
import { type GateKind, type Moment, type WaitOfGate } from '../gate-kind';
import { type GuardServices } from './guard-services';
import { judgeReplacement } from './judge-replacement';

/** How long the guard asks again where the API does not answer, before it fails. */
const PATIENCE_MILLIS = 240_000;

/** Says whether the group may be updated: a gate that waits for nothing but an answer of the API. */
export class ReplacementGuard implements GateKind<ReplacementGuardAttributes> {
  public readonly name = 'guard';
  public readonly title = 'replacement guard';

  public constructor(private readonly services: GuardServices) {}

  /** What can be wrong with the properties is left to the look, which nobody needs in a stack that is made. */
  public readonly waitOf = (): WaitOfGate => ({ ok: true, millis: PATIENCE_MILLIS });

  public readonly subject = (): Readonly<Record<string, string>> => ({});

  public readonly prepare = (): Promise<ReplacementGuardAttributes> => Promise.resolve({ Outcome: 'NOT_JUDGED' });

  public readonly unjudged = (): Promise<ReplacementGuardAttributes> => Promise.resolve({ Outcome: 'NOT_JUDGED' });

  public readonly look = async (event: IsCompleteEvent, { times, phase }: Moment): Promise<GateFinding<ReplacementGuardAttributes>> => {
    // nothing that lives is in a stack that is being made
    if (phase.stackStatus === 'CREATE_IN_PROGRESS') return { kind: 'open', attributes: { Outcome: 'NO_GROUP' }, remark: 'the stack is being made' };
    const finding = await judgeReplacement(event, times.startedAt, this.services);
    return finding.kind === 'pass' ? { kind: 'open', attributes: { Outcome: finding.outcome }, remark: finding.remark } : finding;
  };
}
