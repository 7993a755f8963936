import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');

function lintApi(input?: string): { readonly status: number | null; readonly output: string } {
  const words = [path.join(ROOT, 'scripts', 'lint-api.mjs'), ...(input === undefined ? [] : ['--stdin'])];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', ...(input === undefined ? {} : { input }) });
  return { status, output: stdout + stderr };
}

const finding = (what: string): string => `error: [awslint:${what}] says why \n`;

/** What the exclusions are about today. */
const EXCLUDED = [
  'prefer-ref-interface:aws-cdk-lib.aws_lambda.VersionWeight.version',
  'prefer-ref-interface:cdk-elasticache-dual-stack.ReplicationGroupProps.vpc',
  'prefer-ref-interface:cdk-elasticache-dual-stack.ReplicationGroupProps.securityGroups',
  'prefer-ref-interface:cdk-elasticache-dual-stack.ReachabilityGateOptions.clientSecurityGroups',
  'prefer-ref-interface:cdk-elasticache-dual-stack.ReplicationGroupAttributes.authTokenSecret',
  'prefer-ref-interface:cdk-elasticache-dual-stack.AuthTokenRotationProps.secret',
  'props-physical-name:cdk-elasticache-dual-stack.ReplicationGroupProps',
  'props-physical-name:cdk-elasticache-dual-stack.CacheParameterGroupProps',
  'props-physical-name:cdk-elasticache-dual-stack.CacheSubnetGroupProps',
  'construct-ctor-props-optional:cdk-elasticache-dual-stack.ReplacementGuard',
].map(finding);

describe('the design rules of the CDK (awslint)', () => {
  it('find nothing in the public API that is not excluded with a reason', () => {
    const { status, output } = lintApi();

    expect(output).toMatch(/^API: 0 findings, [1-9]\d* excluded, 0 useless exclusions$/m);
    expect(status).toBe(0);
  });
});

describe('scripts/lint-api.mjs', () => {
  it('takes what is excluded', () => {
    expect(lintApi(EXCLUDED.join(''))).toMatchObject({ status: 0, output: expect.stringContaining('API: 0 findings, 10 excluded') as string });
  });

  it('fails for anything else, by its name', () => {
    const { status, output } = lintApi([...EXCLUDED, finding('import:cdk-elasticache-dual-stack.ReplicationGroup')].join(''));

    expect(status).toBe(1);
    expect(output).toContain('FINDING import:cdk-elasticache-dual-stack.ReplicationGroup: says why');
  });

  it('fails for an exclusion that nobody needs', () => {
    const { status, output } = lintApi(EXCLUDED.slice(1).join(''));

    expect(status).toBe(1);
    expect(output).toContain('USELESS prefer-ref-interface:aws-cdk-lib.*');
  });
});
