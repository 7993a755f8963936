import { type EvidenceName, type ProbeRequest } from '../../../lib/gates/contract';
import { type Verdict } from '../../topology/verdict';

/** What the gate reads of the probe's answer. */
export interface ProbeAnswer {
  /** `evidence`: the least that was proven of every node. */
  readonly verdict: Verdict & { readonly evidence?: EvidenceName };
  /** Milliseconds since the epoch at which the verdict was reached. */
  readonly decidedAtMillis: number;
}

/** Runs the function in the VPC. */
export interface ProbeCaller {
  /** Rejects if the function can not be run or fails. */
  watch(functionArn: string, request: ProbeRequest): Promise<ProbeAnswer>;
}
