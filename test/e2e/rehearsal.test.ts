import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRedisServer } from '../../rehearsal/cluster/find-redis-server';
import { type DeploymentReport, type FlipReport, type RehearsalReport } from '../../rehearsal/scenario/report';
import { findSecrets } from '../../rehearsal/scenario/secret-search';
import { leftIn } from './support/leftovers';
import { spawnRehearsal } from './support/spawn-rehearsal';
import { temporaryFolder } from './support/temporary-folder';

const RUN_MILLIS = 400_000;

// one run of the whole rehearsal, looked at from all sides
describe('npm run rehearse', () => {
  const folder = temporaryFolder();
  const temporary = join(folder, 'tmp');
  const logs = join(folder, 'logs');
  let exitCode: number | null;
  let output: string;
  let report: RehearsalReport;
  let log: string;

  beforeAll(async () => {
    mkdirSync(temporary);
    const rehearsal = spawnRehearsal(['--json', join(folder, 'report.json'), '--keep-logs', logs], temporary);
    exitCode = await rehearsal.ended;
    output = rehearsal.output();
    report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as RehearsalReport;
    log = readFileSync(join(logs, 'rehearsal.log'), 'utf8');
  }, RUN_MILLIS);

  const deployment = (name: string): DeploymentReport => {
    const found = report.deployments.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no deployment "${name}" in ${JSON.stringify(report.deployments)}`);
    return found;
  };
  const flip = (): FlipReport => {
    if (report.flip === undefined) throw new Error(`no flip: ${report.deviations.join('; ')}`);
    return report.flip;
  };

  test('everything goes as planned', () => {
    expect({ exitCode, deviations: report.deviations }).toEqual({ exitCode: 0, deviations: [] });
  });

  test('the cluster is a real one where there is a server for it', () => {
    const real = findRedisServer() !== undefined;

    expect(report.cluster).toBe(real ? 'redis-server' : 'embedded');
    expect(report.serverVersion).toMatch(real ? /^\d+\.\d+\.\d+/ : /^embedded$/);
  });

  test.each([
    ['create', 'CREATE_COMPLETE'],
    ['flip to ipv6', 'UPDATE_COMPLETE'],
    ['deploy again, unchanged', 'UPDATE_COMPLETE'],
    ['flip back to ipv4', 'UPDATE_COMPLETE'],
    ['flip, one node stays behind', 'UPDATE_ROLLBACK_COMPLETE'],
    ['destroy', 'DELETE_COMPLETE'],
  ])('"%s" ends with %s', (name, status) => {
    expect(deployment(name)).toMatchObject({ status });
  });

  test('the flip is held after CloudFormation called the update complete, and opens only when every view is complete', () => {
    const { nodes, updateCompleteAt, lastViewCompleteAt, gateOpenedAt, openedAfterMs, sweeps } = flip();

    expect(nodes).toBe(6);
    expect(lastViewCompleteAt).toBeGreaterThan(updateCompleteAt);
    expect(gateOpenedAt).toBeGreaterThanOrEqual(lastViewCompleteAt);
    expect(openedAfterMs).toBe(gateOpenedAt - lastViewCompleteAt);
    expect(sweeps).toBeGreaterThanOrEqual(2);
  });

  test('a deployment without changes does not call the gate', () => {
    expect(deployment('deploy again, unchanged')).toMatchObject({ changes: false, gateCalls: 0 });
    expect(deployment('flip to ipv6')).toMatchObject({ changes: true, gateCalls: 1 });
  });

  test('a node that stays behind fails the deployment in time, and the reason names it', () => {
    const { reason, seconds } = deployment('flip, one node stays behind');

    expect(reason).toMatch(/cachestack-\S+-0003-002 at 127\.0\.0\.1/);
    expect(seconds).toBeLessThan(90);
  });

  test('the rollback sends the gate an update of its own, which does not block it', () => {
    expect(deployment('flip, one node stays behind').gateCalls).toBe(2);
    expect(log).toContain('"outcome":"NOT_JUDGED"');
  });

  test('no pre-signed URL is in any log', () => {
    const lines = log.split('\n').map((line) => ({ at: 0, source: 'rehearsal.log', line }));

    expect(lines.length).toBeGreaterThan(100);
    expect(findSecrets(lines, [{ kind: 'signature', value: 'X-Amz-Signature' }])).toEqual([]);
  });

  test('prints plain lines where there is no terminal', () => {
    expect(output).not.toContain('\x1B[');
    expect(output).toMatch(/announces ::1/);
    expect(output).toMatch(/shows all 6 nodes on ipv6 \(6 of 6 views complete\)/);
  });

  test('leaves no file behind', () => {
    expect(leftIn(temporary)).toEqual([]);
  });
});
