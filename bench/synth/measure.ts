/** Measures one variant in a process of its own: `tsx bench/synth/measure.ts <variant> <groups>`, prints JSON. */
import { App, Stack } from 'aws-cdk-lib';
import { quantileOf } from '../statistics';
import { variants } from './variants';

/** Until the code is compiled and the caches of Node are warm. */
const WARM_UP = 4;
const MEASURED = 8;

/** What one process found. */
export interface SynthMeasurement {
  /** Median of the CPU time, in milliseconds: other processes of the machine matter little to it. */
  readonly millis: number;
  /** In the template. */
  readonly resources: number;
}

const [, , name, groupsText] = process.argv;
const variant = variants.find((each) => each.name === name);
if (variant === undefined) {
  throw new Error(`variant must be one of ${variants.map((each) => each.name).join(', ')}, got ${String(name)}`);
}
const groups = Number(groupsText);
const once = (): SynthMeasurement => {
  const before = process.cpuUsage();
  const app = new App();
  const stack = new Stack(app, 'Stack');
  variant.write(stack, groups);
  const assembly = app.synth();
  const { user, system } = process.cpuUsage(before);
  const millis = (user + system) / 1000;
  const { Resources } = assembly.getStackArtifact(stack.artifactId).template as { Resources: object };
  return { millis, resources: Object.keys(Resources).length };
};
const runs = Array.from({ length: WARM_UP + MEASURED }, once).slice(WARM_UP);
const measurement: SynthMeasurement = { millis: quantileOf(runs.map(({ millis }) => millis), 0.5), resources: runs[0]?.resources ?? 0 };
process.stdout.write(JSON.stringify(measurement));
