/**
 * Makes a fresh clone ready: `npm ci` if the installed packages are not those of the lock file, and on request the build
 * (`--build`) and the Python tools that tests and benchmark use (`--python`). Does nothing that is already done.
 * Plain Node without packages: it runs before there are any.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const BUILD_INPUTS = ['lib', 'lambda', 'cli', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.jsii.json', 'README.md'];
const BUILD_STAMP = path.join(root, 'build', '.inputs.sha256');

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) throw error;
  if (status !== 0) {
    console.error(`setup: '${command} ${args.join(' ')}' failed with exit code ${String(status)}`);
    process.exit(1);
  }
}

function filesBelow(entry) {
  const absolute = path.join(root, entry);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [entry];
  return readdirSync(absolute, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile())
    .map((file) => path.relative(root, path.join(file.parentPath, file.name)));
}

function hashOfBuildInputs() {
  const hash = createHash('sha256');
  for (const file of BUILD_INPUTS.flatMap(filesBelow).sort()) {
    hash.update(file).update('\0').update(readFileSync(path.join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

function ensureNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`setup: Node ${process.versions.node} is too old: install Node 20.19 or later (22 or 24 recommended)`);
  process.exit(2);
}

function ensurePackages() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const marker = path.join(root, 'node_modules', '.lock.sha256');
  const wanted = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(installed) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log('setup: installing packages (npm ci)');
  run('npm', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(marker, wanted);
}

function ensureBuild() {
  const wanted = hashOfBuildInputs();
  if (existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === wanted) return;
  console.log('setup: building (jsii, then the Lambda and CLI bundles)');
  run('npm', ['run', '--silent', 'build']);
  mkdirSync(path.dirname(BUILD_STAMP), { recursive: true });
  writeFileSync(BUILD_STAMP, wanted);
}

/** Without Python the tests that need it say so and are skipped; under CI that is a failure. */
function ensurePythonTools() {
  const requirements = path.join(root, 'requirements-dev.txt');
  const venv = path.join(root, '.venv');
  const marker = path.join(venv, '.requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log('setup: installing the Python tools into .venv (cfn-lint, redis-py)');
  const made = spawnSync('python3', ['-m', 'venv', venv], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const pip = made.status === 0 && spawnSync(path.join(venv, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', requirements], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (pip && pip.status === 0) {
    writeFileSync(marker, wanted);
  } else if (process.env.CI) {
    console.error('setup: the Python tools could not be installed: python3 with venv and pip is needed');
    process.exit(1);
  } else {
    console.warn('setup: no Python tools; the tests that need cfn-lint or redis-py will be skipped');
  }
}

const wants = new Set(process.argv.slice(2));
ensureNodeVersion();
ensurePackages();
if (wants.has('--python')) ensurePythonTools();
if (wants.has('--build')) ensureBuild();
