import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenPackage } from '../../../rehearsal/mutants/broken-package';
import { MUTANTS } from '../../../rehearsal/mutants/mutants';

const ROOT = join(__dirname, '..', '..', '..');
const WRAPPERS = join(ROOT, 'rehearsal', 'mutants', 'wrappers');
/** Not mutants: what these are made of. */
const PARTS = ['gate-events', 'product'];

test('every wrapper belongs to a mutant', () => {
  const files = readdirSync(WRAPPERS).map((file) => file.replace(/\.ts$/, '')).filter((name) => !PARTS.includes(name));

  expect(MUTANTS.map(({ name }) => name).sort()).toEqual(files.sort());
});

describe.each(MUTANTS)('the mutant $name', (mutant) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mutant-test-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('takes the place of one bundle in a copy of the package, and leaves the build as it is', () => {
    const built = readFileSync(join(ROOT, 'build', 'lambda', mutant.bundle, 'index.js'), 'utf8');
    const examples = brokenPackage(mutant, folder);
    const copy = join(folder, 'node_modules', 'cdk-elasticache-dual-stack', 'build', 'lambda', mutant.bundle);

    expect(readFileSync(join(copy, 'product.js'), 'utf8')).toBe(built);
    expect(readFileSync(join(copy, 'index.js'), 'utf8')).not.toBe(built);
    expect(readFileSync(join(ROOT, 'build', 'lambda', mutant.bundle, 'index.js'), 'utf8')).toBe(built);
    expect(readdirSync(examples)).toEqual([mutant.scenario.example]);
  });

  test('is looked for in a scenario that can tell', () => {
    expect(mutant.scenario.deployments.length).toBeGreaterThan(0);
    expect(mutant.scenario.name).toBe(mutant.name);
  });
});
