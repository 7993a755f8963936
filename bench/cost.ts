import { type Benchmark, type Table } from './benchmark';
import { measureWaits } from './cost/measure-waits';
import { PRICES, PRICES_ARE_FROM } from './cost/prices';
import { type MeasuredWait, priceOf, type Tally, waitOf } from './cost/tally';
import { type Way, WAYS } from './cost/ways';
import { type JsonValue } from './json';

/** Of the waits that are measured, seconds: long enough apart to tell what a minute adds. */
const MEASURED_SECONDS = [60, 240] as const;
const MINUTES = [1, 10, 55] as const;

interface Finding {
  readonly way: Way;
  readonly measured: readonly [MeasuredWait, MeasuredWait];
}

/** What AWS bills for a wait: counted on real waits in the offline AWS, priced as AWS does in public. */
export const cost: Benchmark = {
  name: 'cost',
  title: 'What a wait costs',
  run: async ({ progress }) => {
    // side by side: both do nothing most of the time
    const findings = await Promise.all(WAYS.map((way) => measure(way, progress)));
    return {
      json: { pricesAreFrom: PRICES_ARE_FROM, prices: { ...PRICES, perGbSecond: { ...PRICES.perGbSecond } }, ...Object.fromEntries(findings.map((finding) => [finding.way.name, asJson(finding)])) },
      setup: [
        'a real `cdk deploy` of a flip in the offline AWS, of which one of six nodes stays behind for the time of the wait: the provider framework, its waiter and the functions are those that run in AWS',
        'counted: every invocation from the start of the deployment to its end, memory times duration, state transitions of the waiter with its retries',
      ],
      table: tableOf(findings),
      notes: [
        `Prices: ${PRICES_ARE_FROM}.`,
        `Measured are waits of ${findings.map(({ way, measured }) => `${measured.map(({ seconds }) => seconds.toFixed(0)).join(' and ')} s (${way.name})`).join(', ')}; the rows are the line through them.`,
        'The gate has a function in the VPC that watches for up to 45 s at a time, and two that wait for it: so it pays for time where a Provider pays for state transitions.',
        'Durations are those of this machine: on AWS the time of waiting is the same, the start of a function is not. Logs and metrics are not in it.',
      ],
    };
  },
};

async function measure(way: Way, progress: (line: string) => void): Promise<Finding> {
  const [shorter, longer] = await measureWaits(way, MEASURED_SECONDS, progress);
  if (shorter === undefined || longer === undefined) throw new Error(`${way.label}: nothing was measured`);
  return { way, measured: [shorter, longer] };
}

function tableOf(findings: readonly Finding[]): Table {
  const rows = MINUTES.flatMap((minutes) =>
    findings.map(({ way, measured }) => {
      const tally = waitOf(60 * minutes, ...measured);
      return [`${minutes} min`, way.label, String(tally.invocations), String(tally.stateTransitions), total(tally).toFixed(1), `$${priceOf(tally, PRICES).toFixed(4)}`];
    }),
  );
  return [['wait', '', 'invocations', 'state transitions', 'GB-seconds', 'price'], ...rows];
}

function asJson({ measured }: Finding): JsonValue {
  return {
    measured: measured.map(({ seconds, tally }) => ({ seconds, ...counts(tally) })),
    waits: MINUTES.map((minutes) => ({ minutes, ...counts(waitOf(60 * minutes, ...measured)) })),
  };
}

function counts(tally: Tally): Readonly<Record<string, number>> {
  return { invocations: tally.invocations, stateTransitions: tally.stateTransitions, gbSeconds: total(tally), usd: priceOf(tally, PRICES) };
}

function total({ gbSeconds }: Tally): number {
  return gbSeconds.x86_64 + gbSeconds.arm64;
}
