/**
 * Judges the public API by the design rules of the CDK: `node scripts/lint-api.mjs`, after a build. Exit code 1 for a finding that is
 * not excluded, and for an exclusion that excludes nothing any more.
 *
 * `--stdin` judges what comes in instead of what awslint says, for the test of this script.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.dirname(import.meta.dirname);
const AWSLINT = path.join(ROOT, 'node_modules', 'awslint', 'bin', 'awslint.js');
const FINDING = /\[awslint:([a-z-]+:[^\]]+)\] (.*)/;

/** `*` stands for anything. */
const EXCLUSIONS = [
  ['prefer-ref-interface:aws-cdk-lib.*', 'about types of aws-cdk-lib that ours lead to'],
  ['prefer-ref-interface:*.vpc', 'subnets are chosen with IVpc.selectSubnets(), and ranges read from it'],
  ['prefer-ref-interface:*.securityGroups', 'Connections, which opens ports, is made of ISecurityGroup'],
  ['prefer-ref-interface:*.clientSecurityGroups', 'Function, which wears them, is made with ISecurityGroup'],
  ['prefer-ref-interface:*.authTokenSecret', 'its value goes into templates, its key and its whole ARN into policies'],
  ['prefer-ref-interface:*.AuthTokenRotationProps.secret', 'its key and its whole ARN go into the policy of the function'],
  ['props-physical-name:*.ReplicationGroupProps', 'the name of a replication group is its id: replicationGroupId'],
  ['props-physical-name:*.CacheParameterGroupProps', 'CloudFormation makes up the name, so that a new one can exist before the old one goes'],
  ['props-physical-name:*.CacheSubnetGroupProps', 'CloudFormation makes up the name, so that a new one can exist before the old one goes'],
  ['construct-ctor-props-optional:*.ReplacementGuard', 'each of its props may be left out, but one that says what to protect must be there'],
].map(([pattern, reason]) => ({ pattern, reason, expression: new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`) }));

const findings = readFindings();
const others = findings.filter(({ what }) => !EXCLUSIONS.some(({ expression }) => expression.test(what)));
const useless = EXCLUSIONS.filter(({ expression }) => !findings.some(({ what }) => expression.test(what)));

for (const { pattern, reason, expression } of EXCLUSIONS) {
  console.log(`excluded ${findings.filter(({ what }) => expression.test(what)).length} x ${pattern}: ${reason}`);
}
for (const { what, why } of others) console.error(`FINDING ${what}: ${why}`);
for (const { pattern } of useless) console.error(`USELESS ${pattern}: nothing of it is found any more, take it out`);
console.log(`API: ${others.length} findings, ${findings.length - others.length} excluded, ${useless.length} useless exclusions`);
process.exitCode = others.length + useless.length === 0 ? 0 : 1;

function readFindings() {
  const text = process.argv.includes('--stdin') ? readFileSync(0, 'utf8') : askAwslint();
  return text.split('\n').flatMap((line) => {
    const [, what, why] = FINDING.exec(line) ?? [];
    return what === undefined ? [] : [{ what, why }];
  });
}

function askAwslint() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [AWSLINT, '--no-compile', '--no-config'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const text = stdout + stderr;
  // without findings it ends well; with findings it does not
  if (status !== 0 && !FINDING.test(text)) throw new Error(`awslint did not run: ${text.trim()}`);
  return text;
}

function escaped(text) {
  return text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
}
