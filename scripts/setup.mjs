/**
 * Makes a fresh clone ready: `npm ci` if the installed packages are not those of the lock file, and on request the build
 * (`--build`) and the Python tools that tests and benchmark use (`--python`; checkov, which is large, under CI or with
 * `--checkov`). Does nothing that is already done.
 * Plain Node without packages: it runs before there are any.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const BUILD_INPUTS = ['lib', 'lambda', 'cli', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.jsii.json', 'README.md'];
const BUILD_STAMP = path.join(root, 'build', '.inputs.sha256');
const PYTHON_TOOLS = { folder: '.venv', requirements: 'requirements-dev.txt', names: 'cfn-lint, redis-py' };
/** In a place of its own: it is large, and wants other versions of the same packages. */
const CHECKOV = { folder: '.venv-checkov', requirements: 'requirements-checkov.txt', names: 'checkov' };

const children = new Set();
process.once('exit', () => children.forEach((child) => child.kill()));

function succeeds(command, args, stdout = 'inherit') {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', stdout, 'inherit'] });
  children.add(child);
  return new Promise((resolve) => {
    child.once('error', () => resolve(false)).once('close', (status) => resolve(status === 0));
  }).finally(() => children.delete(child));
}

async function run(command, args) {
  if (await succeeds(command, args)) return;
  console.error(`setup: '${command} ${args.join(' ')}' failed`);
  process.exit(1);
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

async function ensurePackages() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const marker = path.join(root, 'node_modules', '.lock.sha256');
  const wanted = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(installed) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log('setup: installing packages (npm ci)');
  await run('npm', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(marker, wanted);
}

async function ensureBuild() {
  const wanted = hashOfBuildInputs();
  if (existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === wanted) return;
  console.log('setup: building (jsii, then the Lambda and CLI bundles)');
  await run('npm', ['run', '--silent', 'build']);
  mkdirSync(path.dirname(BUILD_STAMP), { recursive: true });
  writeFileSync(BUILD_STAMP, wanted);
}

/**
 * Installs the Python tools while the rest goes on, because they take a minute and wait most of it. Without Python the
 * tests that need them say so and are skipped; under CI that is a failure.
 */
async function ensurePythonTools({ folder, requirements, names }) {
  const venv = path.join(root, folder);
  const marker = path.join(venv, '.requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(path.join(root, requirements))).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log(`setup: installing Python tools into ${folder} (${names})`);
  const pip = path.join(venv, 'bin', 'pip');
  const installed =
    (await succeeds('python3', ['-m', 'venv', venv], 'ignore')) &&
    (await succeeds(pip, ['install', '--quiet', '--disable-pip-version-check', '-r', requirements]));
  if (installed) {
    writeFileSync(marker, wanted);
  } else if (process.env.CI) {
    console.error('setup: the Python tools could not be installed: python3 with venv and pip is needed');
    process.exit(1);
  } else {
    console.warn(`setup: no Python tools; the tests that need ${names} will be skipped`);
  }
}

const wants = new Set(process.argv.slice(2));
ensureNodeVersion();
await Promise.all([
  wants.has('--python') && ensurePythonTools(PYTHON_TOOLS),
  (wants.has('--checkov') || (wants.has('--python') && process.env.CI)) && ensurePythonTools(CHECKOV),
  ensurePackages().then(() => wants.has('--build') && ensureBuild()),
]);
