/**
 * Synthesizes every golden template into the folder that is its argument, an app for each. Run in a folder beside the
 * aws-cdk-lib to be tried, and by its name the package.
 */
import { App, Stack } from 'aws-cdk-lib';
import * as path from 'node:path';
import { buildGroup } from './build-group';
import { FEATURES } from './features';
import { MATRIX, nameOf } from './matrix';

const [, , folder = 'output'] = process.argv;

function synthesize(name: string, build: (stack: Stack) => void): void {
  const app = new App({ outdir: path.join(folder, name), analyticsReporting: false, treeMetadata: false });
  build(new Stack(app, 'Stack'));
  app.synth();
}

for (const combination of MATRIX) {
  synthesize(nameOf(combination), (stack) => {
    buildGroup(stack, combination);
  });
}
for (const [name, build] of Object.entries(FEATURES)) synthesize(name, build);
