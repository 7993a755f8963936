import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const OF_CHECKOUT = path.resolve(__dirname, '..', '..', '.venv-checkov', 'bin', 'checkov');

/** All that checkov has about ElastiCache in templates of CloudFormation. */
export const ELASTICACHE_RULES: Readonly<Record<string, string>> = {
  CKV_AWS_29: 'encrypted at rest',
  CKV_AWS_30: 'encrypted in transit',
  CKV_AWS_31: 'encrypted in transit, with an AUTH token or a user group',
};

/** A rule of checkov at one resource. */
export interface CheckovVerdict {
  readonly rule: string;
  /** Type and logical id, with a dot in between. */
  readonly resource: string;
  /** The file, from the folder on. */
  readonly template: string;
}

export interface CheckovVerdicts {
  readonly passed: readonly CheckovVerdict[];
  readonly failed: readonly CheckovVerdict[];
  /** Files that checkov could not read, and would say nothing else about. */
  readonly unread: readonly string[];
}

interface Check {
  readonly check_id: string;
  readonly resource: string;
  readonly file_path: string;
}

interface Report {
  readonly results: { readonly passed_checks: readonly Check[]; readonly failed_checks: readonly Check[]; readonly parsing_errors: readonly string[] };
}

/** Where checkov is: in the virtual environment of the checkout (`node scripts/setup.mjs --checkov`), or on the path. */
export function findCheckov(): string | undefined {
  if (existsSync(OF_CHECKOUT)) return OF_CHECKOUT;
  return spawnSync('checkov', ['--version']).status === 0 ? 'checkov' : undefined;
}

/** Asks checkov about all templates below a folder at once, because its start takes longer than the look; offline. */
export function checkovVerdicts(checkov: string, folder: string, rules: readonly string[] = []): CheckovVerdicts {
  const words = ['--framework', 'cloudformation', '--output', 'json', '--compact', '--soft-fail', '--skip-download', '--directory', folder];
  const printed = execFileSync(checkov, [...words, ...(rules.length > 0 ? ['--check', rules.join(',')] : [])], {
    encoding: 'utf8',
    maxBuffer: Infinity,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { results } = JSON.parse(printed) as Report;
  const verdict = ({ check_id: rule, resource, file_path: file }: Check): CheckovVerdict => ({ rule, resource, template: file.replace(/^\//, '') });
  return { passed: results.passed_checks.map(verdict), failed: results.failed_checks.map(verdict), unread: results.parsing_errors };
}
