import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pack, ROOT, type Tarball } from './installed-package';

const BUNDLES = ['build/cli/main.js', 'build/lambda/auth-token-rotation/index.js', 'build/lambda/gate/index.js', 'build/lambda/probe/index.js'];
const OTHERS = ['.jsii', '.warnings.jsii.js', 'CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'package.json'];
/** Made when it is published, see `prepack`. */
const MADE_LAST = 'API.md';

/** Files that TypeScript makes of the library. */
function compiled(): readonly string[] {
  const sources = readdirSync(path.join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return sources.flatMap((file) => ['.js', '.d.ts'].map((ending) => `build/${file.replace(/\.ts$/, ending)}`));
}

describe('the package', () => {
  let folder: string;
  let tarball: Tarball;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tarball-'));
    tarball = pack(folder);
    execFileSync('tar', ['-xzf', tarball.file, '-C', folder]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const text = (entry: string): string => readFileSync(path.join(folder, 'package', entry), 'utf8');
  const ofLibrary = (ending: string): readonly string[] => tarball.entries.filter((entry) => entry.endsWith(ending) && !BUNDLES.includes(entry) && entry !== '.warnings.jsii.js');

  it('has every file that it should have, and no other', () => {
    expect(tarball.entries.filter((entry) => entry !== MADE_LAST)).toEqual([...compiled(), ...BUNDLES, ...OTHERS].sort());
  });

  it('has the list of its API when it is published', () => {
    const { files, scripts } = JSON.parse(text('package.json')) as { readonly files: readonly string[]; readonly scripts: Readonly<Record<string, string>> };
    expect(files).toContain(MADE_LAST);
    expect(scripts).toMatchObject({ prepack: 'npm run build && npm run docs', docs: `jsii-docgen -o ${MADE_LAST}` });
  });

  it('needs nothing but aws-cdk-lib and constructs', () => {
    const { dependencies, peerDependencies } = JSON.parse(text('package.json')) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
    expect(dependencies).toBeUndefined();
    expect(Object.keys(peerDependencies ?? {})).toEqual(['aws-cdk-lib', 'constructs']);
  });

  it.each([
    ['.js', /\brequire\("([^"]+)"\)/g],
    ['.d.ts', /^(?:import|export|\}) .*from '([^']+)';$/gm],
  ])('loads nothing else: *%s', (ending, pattern) => {
    const loaded = ofLibrary(ending).flatMap((entry) => [...text(entry).matchAll(pattern)].map(([, module]) => module ?? ''));
    const foreign = loaded.filter((module) => !/^(\.{1,2}\/|aws-cdk-lib($|\/)|constructs$|.*\.warnings\.jsii\.js$)/.test(module) && !isBuiltin(module));

    expect(loaded.length).toBeGreaterThan(100);
    expect([...new Set(foreign)]).toEqual([]);
  });

  it('knows nothing of the place where it was made', () => {
    expect(tarball.entries.filter((entry) => text(entry).includes(ROOT))).toEqual([]);
  });

  it('is small', () => {
    expect(tarball.size).toBeLessThan(2 * 1024 * 1024);
  });
});
