import { writeFileSync } from 'node:fs';
import { init } from 'echarts';
import { type Benchmark } from './benchmark';
import { inMillis } from './scale';
import { Workers } from './scale/run-worker';
import { startStubCluster } from './scale/stub-cluster';
import { type SweepFinding } from './scale/sweep-order';

const SIZES = [6, 24, 50, 100, 200, 350, 500];
const RUNS = 3;

interface Point extends SweepFinding {
  readonly nodes: number;
}

/** How time, memory and bytes of a sweep grow with the group; also drawn. */
export const growth: Benchmark = {
  name: 'growth',
  title: 'A sweep as the group grows',
  run: async ({ progress, plot }) => {
    const points: Point[] = [];
    const workers = new Workers();
    try {
      for (const nodes of SIZES) {
        points.push(await measure(workers, nodes));
        progress(`${nodes} nodes: ${inMillis(points.at(-1)?.wallMillis ?? 0)}`);
      }
    } finally {
      workers.close();
    }
    if (plot !== undefined) writeFileSync(plot, draw(points));
    return {
      json: points.map((each) => ({ ...each })),
      setup: [`stub nodes, shards of two, slots contiguous; the quickest of ${RUNS} sweeps each, every one in a process of its own`],
      table: [
        ['nodes', 'first sweep', 'again', 'memory, peak', 'bytes'],
        ...points.map(({ nodes, wallMillis, againMillis, peakRssMib, bytes }) => [
          String(nodes),
          inMillis(wallMillis),
          inMillis(againMillis ?? Number.NaN),
          `${peakRssMib} MiB`,
          `${((bytes ?? 0) / 2 ** 20).toFixed(1)} MiB`,
        ]),
      ],
      notes: ['Bytes grow with the square of the nodes: each tells of all. What has been read before is recognised, so time does not.'],
      picture: plot,
    };
  },
};

async function measure(workers: Workers, nodes: number): Promise<Point> {
  const stubs = await startStubCluster(workers, { nodes, nodesPerShard: 2, rows: nodes / 2 });
  try {
    const found: SweepFinding[] = [];
    for (let run = 0; run < RUNS; run += 1) found.push(await workers.sweep('gate-sweep', stubs.order));
    return { nodes, ...found.reduce((best, each) => (each.wallMillis < best.wallMillis ? each : best)) };
  } finally {
    await stubs.close();
  }
}

/** An SVG that needs nothing from elsewhere. */
export function draw(points: readonly Point[]): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 380 });
  const line = (name: string, color: string, yAxisIndex: number, value: (point: Point) => number) => ({
    name,
    type: 'line' as const,
    yAxisIndex,
    color,
    symbolSize: 7,
    data: points.map((point) => [point.nodes, Number(value(point).toFixed(1))]),
  });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: 'One sweep of the gate, by the size of the group', left: 'center', textStyle: { fontSize: 15 } },
    // a viewer's letters may be wider than those that the room was measured with
    legend: { top: 30, itemGap: 34, textStyle: { fontSize: 11 } },
    grid: { left: 70, right: 70, top: 90, bottom: 55 },
    xAxis: { type: 'value', name: 'nodes', nameLocation: 'middle', nameGap: 30, max: 500 },
    yAxis: [
      { type: 'value', name: 'milliseconds', min: 0 },
      { type: 'value', name: 'MiB', min: 0, splitLine: { show: false } },
    ],
    series: [
      line('first sweep, ms', '#1f5fa8', 0, ({ wallMillis }) => wallMillis),
      line('again, ms', '#6fb1e8', 0, ({ againMillis }) => againMillis ?? 0),
      line('memory of the process, MiB', '#b3541e', 1, ({ peakRssMib }) => peakRssMib),
      line('bytes read, MiB', '#5b8c3a', 1, ({ bytes }) => (bytes ?? 0) / 2 ** 20),
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
