import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { handlerBundle } from '../../../lib/private/handler-bundle';

describe('handlerBundle', () => {
  const stack = new Stack(new App(), 'Stack');
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'handler-bundle-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('is the folder with the bundle', () => {
    mkdirSync(path.join(folder, 'probe'));
    writeFileSync(path.join(folder, 'probe', 'index.js'), '');
    expect(handlerBundle(stack, 'probe', folder)).toBe(path.join(folder, 'probe'));
  });

  test('lies in build/lambda of the package', () => {
    const root = path.resolve(__dirname, '..', '..', '..');
    expect(handlerBundle(stack, 'gate')).toBe(path.join(root, 'build', 'lambda', 'gate'));
  });

  test('fails with a code and a remedy if the bundle is missing', () => {
    expect(() => handlerBundle(stack, 'probe', folder)).toThrow(/1 problem in Stack:\n {2}\[HandlerBundleMissing\] .*npm run build:bundles/);
  });
});
