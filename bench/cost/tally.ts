import { type InvocationRecord } from '../../rehearsal/lambda/invocation-record';
import { type Execution } from '../../rehearsal/stepfunctions/execution';
import { type Prices } from './prices';

/** What AWS bills of a wait. */
export interface Tally {
  readonly invocations: number;
  readonly stateTransitions: number;
  /** Memory of the function times its time; by the architecture, because that has the price. */
  readonly gbSeconds: Readonly<Record<'x86_64' | 'arm64', number>>;
}

/** One wait that took place. */
export interface MeasuredWait {
  readonly seconds: number;
  readonly tally: Tally;
}

type Billed = Pick<InvocationRecord, 'durationMillis' | 'memoryMebibytes' | 'architecture'>;

/** Adds up what took place. */
export function tallyOf(invocations: readonly Billed[], executions: readonly Pick<Execution, 'stateTransitions'>[]): Tally {
  const gbSecondsOf = (wanted: Billed['architecture']): number =>
    sum(invocations.filter(({ architecture }) => architecture === wanted).map(({ durationMillis, memoryMebibytes }) => (durationMillis / 1000) * (memoryMebibytes / 1024)));
  return {
    invocations: invocations.length,
    stateTransitions: sum(executions.map(({ stateTransitions }) => stateTransitions)),
    gbSeconds: { x86_64: gbSecondsOf('x86_64'), arm64: gbSecondsOf('arm64') },
  };
}

/** A wait of another length: what every wait costs, and what each second of it adds, are the line through the two that were measured. */
export function waitOf(seconds: number, shorter: MeasuredWait, longer: MeasuredWait): Tally {
  if (longer.seconds <= shorter.seconds) throw new Error(`two lengths are needed, got ${shorter.seconds} s and ${longer.seconds} s`);
  const along = (read: (tally: Tally) => number): number => {
    const [from, to] = [read(shorter.tally), read(longer.tally)];
    return from + ((to - from) * (seconds - shorter.seconds)) / (longer.seconds - shorter.seconds);
  };
  return {
    invocations: Math.round(along(({ invocations }) => invocations)),
    stateTransitions: Math.round(along(({ stateTransitions }) => stateTransitions)),
    gbSeconds: { x86_64: along(({ gbSeconds }) => gbSeconds.x86_64), arm64: along(({ gbSeconds }) => gbSeconds.arm64) },
  };
}

/** US dollars. */
export function priceOf({ invocations, stateTransitions, gbSeconds }: Tally, prices: Prices): number {
  return (
    (invocations / 1e6) * prices.perMillionInvocations +
    (stateTransitions / 1e3) * prices.perThousandStateTransitions +
    gbSeconds.x86_64 * prices.perGbSecond.x86_64 +
    gbSeconds.arm64 * prices.perGbSecond.arm64
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
