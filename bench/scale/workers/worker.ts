import { existsSync, readFileSync } from 'node:fs';
import { type SweepFinding, type SweepOrder } from '../sweep-order';

const STATUS = '/proc/self/status';

/** What the worker measures itself. */
export type Measured = Pick<SweepFinding, 'wallMillis' | 'againMillis' | 'bytes' | 'outcome'>;

/** Runs in a process of its own, which does nothing else: its memory is that of the client. */
export function runWorker(sweep: (order: SweepOrder) => Promise<Measured>): void {
  const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as SweepOrder;
  const startRssMib = process.memoryUsage.rss() / 2 ** 20;
  const before = process.cpuUsage();
  void sweep(order).then((measured) => {
    const { user, system } = process.cpuUsage(before);
    const finding: SweepFinding = {
      ...measured,
      cpuMillis: Math.round((user + system) / 1000),
      peakRssMib: Math.round(peakRssKib() / 1024),
      startRssMib: Math.round(startRssMib),
    };
    process.stdout.write(`${JSON.stringify(finding)}\n`, () => {
      process.exit(0);
    });
  });
}

export async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; millis: number }> {
  const begin = performance.now();
  const result = await work();
  return { result, millis: performance.now() - begin };
}

/** What the system reports of a process (`maxRSS`) begins with the memory of the one that started it; what is written here does not. */
function peakRssKib(): number {
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '') ?? [];
  return kib === undefined ? process.resourceUsage().maxRSS : Number(kib);
}
