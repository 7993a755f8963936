import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { findCfnLint, IGNORED } from '../../examples/synthesize';
import { checkovVerdicts, ELASTICACHE_RULES, findCheckov } from '../../support/checkov';
import { type Combination, type DimensionName, DIMENSIONS } from './dimensions';
import { FEATURES } from './features';
import { IMPOSSIBLE, MATRIX, nameOf, USUAL } from './matrix';
import { type ExplainedDifference, EXPLAINED_DIFFERENCES, normalized } from './normalize';
import { PrintedJson } from './printed-json';
import { SharedParts } from './shared-parts';
import { type GoldenRun, synthesizeGolden, templateFile } from './synthesize';

const CASES = [...MATRIX.map(nameOf), ...Object.keys(FEATURES)];
const SYNTH_MILLIS = 240_000;

/** Features that are shown on a group without TLS. */
const FEATURES_WITHOUT_TLS = ['a gate with its own times', 'a gate and a guard on a raw group'];

const cfnLint = findCfnLint();
const checkov = findCheckov();
const must = (judge: string | undefined): boolean => judge !== undefined || process.env['CI'] !== undefined;

expect.addSnapshotSerializer(PrintedJson.serializer);

describe('golden templates', () => {
  let folder: string;
  let lowest: GoldenRun;
  let newest: GoldenRun;
  const shared = new SharedParts();
  const used = new Set<ExplainedDifference>();

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'golden-'));
    const elsewhere = path.join(folder, 'somewhere', 'else');
    mkdirSync(elsewhere, { recursive: true });
    [lowest, newest] = await Promise.all([
      synthesizeGolden({ folder: path.join(folder, 'lowest'), cdk: 'aws-cdk-lib', environment: { TZ: 'UTC', LANG: 'C' } }),
      synthesizeGolden({ folder: path.join(elsewhere, 'newest'), cdk: 'aws-cdk-lib-newest', environment: { TZ: 'Asia/Kolkata', LANG: 'tr_TR.UTF-8' } }),
    ]);
  }, SYNTH_MILLIS);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (run: GoldenRun, name: string): string => readFileSync(templateFile(run, name), 'utf8');

  it.each(CASES)('%s', (name) => {
    const template = normalized(read(lowest, name));
    expect(new PrintedJson(shared.takenOutOf(template))).toMatchSnapshot();
  });

  it('have these parts in common', () => {
    expect(new PrintedJson(shared.all())).toMatchSnapshot();
  });

  it('are at least 40, each with a name of its own', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(CASES).size).toBe(CASES.length);
  });

  it.each(CASES)('are the same beside the newest aws-cdk-lib, elsewhere and in another language: %s', (name) => {
    const note = (difference: ExplainedDifference): void => void used.add(difference);
    expect(normalized(read(newest, name), note)).toEqual(normalized(read(lowest, name), note));
  });

  it('differ only where it is explained, and each explanation is needed', () => {
    expect(EXPLAINED_DIFFERENCES.filter((difference) => !used.has(difference)).map(({ why }) => why)).toEqual([]);
  });

  it('come without a warning, and pass the template validator of the newest aws-cdk-lib, which takes findings for errors', () => {
    expect([lowest.printed, newest.printed]).toEqual(['', '']);
  });

  (must(cfnLint) ? it : it.skip)(must(cfnLint) ? 'pass cfn-lint' : 'pass cfn-lint (skipped: it is not installed)', () => {
    const files = CASES.map((name) => templateFile(lowest, name));
    expect(execFileSync(cfnLint ?? 'cfn-lint', ['--non-zero-exit-code', 'none', '--ignore-checks', ...IGNORED, '--', ...files], { encoding: 'utf8' })).toBe('');
  });

  (must(checkov) ? it : it.skip)(must(checkov) ? 'pass checkov where they say so' : 'pass checkov (skipped: it is not installed)', () => {
    const { passed, failed, unread } = checkovVerdicts(checkov ?? 'checkov', lowest.folder, Object.keys(ELASTICACHE_RULES));
    const casesOf = (rule: string): readonly string[] => failed.filter((each) => each.rule === rule).map(({ template }) => path.dirname(template)).sort();
    const withoutTls = [...MATRIX.filter(({ tls }) => tls === 'off').map(nameOf), ...FEATURES_WITHOUT_TLS];
    const withoutAuthentication = [...MATRIX.filter(({ auth }) => auth === 'none').map(nameOf), ...FEATURES_WITHOUT_TLS];

    expect(unread).toEqual([]);
    expect(passed.length + failed.length).toBeGreaterThanOrEqual(CASES.length * Object.keys(ELASTICACHE_RULES).length);
    expect(casesOf('CKV_AWS_29')).toEqual([]);
    expect(casesOf('CKV_AWS_30')).toEqual(withoutTls.sort());
    expect(casesOf('CKV_AWS_31')).toEqual(withoutAuthentication.sort());
  });
});

describe('the matrix', () => {
  const dimensions = Object.keys(DIMENSIONS) as DimensionName[];
  const has = (combination: Partial<Combination>, pair: Partial<Combination>): boolean => Object.entries(pair).every(([name, value]) => combination[name as DimensionName] === value);
  const allPairs = dimensions.flatMap((left, at) =>
    dimensions.slice(at + 1).flatMap((right) => Object.keys(DIMENSIONS[left]).flatMap((a) => Object.keys(DIMENSIONS[right]).map((b): Partial<Combination> => ({ [left]: a, [right]: b })))),
  );

  it('has each pair of values that goes together', () => {
    const missing = allPairs.filter((pair) => !MATRIX.some((combination) => has(combination, pair)));
    expect(missing).toEqual(expect.arrayContaining(IMPOSSIBLE.map(({ pair }) => pair)));
    expect(missing).toHaveLength(IMPOSSIBLE.length);
  });

  it('begins with what is usual', () => {
    expect(MATRIX[0]).toEqual(USUAL);
  });
});
