import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { newProject, pack, ROOT, runNode } from './installed-package';

const NAMES = '{ CacheEngine, IpDiscovery, ReplicationGroup, ServerlessCache, TransitEncryption, ValkeyVersion }';
const APP = `
const app = new App({ outdir: process.argv[2] });
const stack = new Stack(app, 'Stack');
const vpc = new Vpc(stack, 'Vpc', { ipProtocol: IpProtocol.DUAL_STACK });
const cache = new ReplicationGroup(stack, 'Cache', {
  vpc,
  engine: CacheEngine.valkey(ValkeyVersion.V8_1),
  transitEncryption: TransitEncryption.DISABLED,
  ipDiscovery: IpDiscovery.IPV6,
});
cache.propagation.protect(new ServerlessCache(stack, 'Serverless', { vpc }));
app.synth();`;

const IMPORTS = `
import { App, Stack } from 'aws-cdk-lib';
import { IpProtocol, Vpc } from 'aws-cdk-lib/aws-ec2';
import ${NAMES} from 'cdk-elasticache-dual-stack';`;

const FILES: Readonly<Record<string, string>> = {
  'app.cjs': `
const { App, Stack } = require('aws-cdk-lib');
const { IpProtocol, Vpc } = require('aws-cdk-lib/aws-ec2');
const ${NAMES} = require('cdk-elasticache-dual-stack');${APP}`,
  'app.mjs': `${IMPORTS}${APP}`,
  'app.mts': `${IMPORTS}
import type { ConditionHandler } from 'cdk-elasticache-dual-stack/condition';
export const handler: ConditionHandler = async ({ parameters }) => ({ status: 'MET', attributes: parameters });
// @ts-expect-error a group needs a VPC
export const wrong = (scope: Stack) => new ReplicationGroup(scope, 'Cache', {});${APP}`,
  'app.cts': `${IMPORTS}${APP}`,
  'names.mjs': `
import * as imported from 'cdk-elasticache-dual-stack';
import { createRequire } from 'node:module';
const required = createRequire(import.meta.url)('cdk-elasticache-dual-stack');
console.log(JSON.stringify(Object.keys(required).filter((name) => imported[name] !== required[name])), Object.keys(required).length);`,
  'tsconfig.json': JSON.stringify({
    compilerOptions: { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, skipLibCheck: true, types: ['node'] },
    files: ['app.mts', 'app.cts'],
  }),
};

/** What a project of a user sees of the package, as npm installs it. */
describe('the package, installed', () => {
  let folder: string;
  const projects: Readonly<Record<string, string>> = { 'the lowest aws-cdk-lib': 'aws-cdk-lib', 'the newest aws-cdk-lib': 'aws-cdk-lib-newest' };
  const at = (beside: string, ...names: readonly string[]): string => path.join(folder, projects[beside] ?? '', ...names);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'package-'));
    const tarball = pack(folder);
    for (const cdk of Object.values(projects)) {
      newProject(path.join(folder, cdk), tarball, cdk);
      for (const [name, source] of Object.entries(FILES)) writeFileSync(path.join(folder, cdk, name), source);
    }
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  describe.each(Object.keys(projects))('beside %s', (beside) => {
    const synthesized = (file: string): string => {
      runNode(at(beside), file, at(beside, `${file}.out`));
      return readFileSync(at(beside, `${file}.out`, 'Stack.template.json'), 'utf8');
    };

    it('makes the same template from CommonJS and from an ES module', () => {
      const template = synthesized('app.cjs');
      expect(synthesized('app.mjs')).toBe(template);
      expect(JSON.stringify(JSON.parse(template))).toContain('"Type":"AWS::ElastiCache::ServerlessCache"');
    });

    it('has types that hold, in both kinds of modules', () => {
      const { stdout, status } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', at(beside)], { encoding: 'utf8' });
      expect([stdout, status]).toEqual(['', 0]);
    });
  });

  it('gives ES modules every name by itself', () => {
    const [different, count] = runNode(at('the lowest aws-cdk-lib'), 'names.mjs').trim().split(' ');
    expect(different).toBe('[]');
    expect(Number(count)).toBeGreaterThan(40);
  });

  it('gives what others may look at, and nothing of its inside', () => {
    const resolves = (what: string): string => runNode(at('the lowest aws-cdk-lib'), '-p', `try { require.resolve('cdk-elasticache-dual-stack${what}') && 'yes' } catch (error) { error.code }`).trim();
    expect(['', '/condition', '/package.json', '/.jsii', '/.warnings.jsii.js'].map(resolves)).toEqual(Array(5).fill('yes'));
    expect(resolves('/build/private/warning')).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('has a command, which needs no other package', () => {
    const command = at('the lowest aws-cdk-lib', 'node_modules', '.bin', 'cdk-elasticache-dual-stack');
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
    expect(execFileSync(command, ['--version'], { encoding: 'utf8' }).trim()).toBe(version);
  });
});
