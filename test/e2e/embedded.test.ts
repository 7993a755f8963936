import { PassThrough } from 'node:stream';
import { createColors } from 'picocolors';
import { Cleanup } from '../../rehearsal/scenario/cleanup';
import { rehearse } from '../../rehearsal/scenario/rehearse';
import { FLIP_SCENARIO } from '../../rehearsal/scenario/scenarios/flip';
import { guardScenario } from '../../rehearsal/scenario/scenarios/guard';
import { PlainView } from '../../rehearsal/view/plain-view';

const RUN_MILLIS = 180_000;

describe('a rehearsal on a machine without a server for the nodes', () => {
  const server = process.env['REDIS_SERVER'];

  beforeAll(() => {
    // "none, although there may be one on the path"
    process.env['REDIS_SERVER'] = '';
  });
  afterAll(() => {
    if (server === undefined) delete process.env['REDIS_SERVER'];
    else process.env['REDIS_SERVER'] = server;
  });

  test(
    'says that the cluster is embedded, and holds the flip all the same',
    async () => {
      const screen = new PassThrough();
      const view = new PlainView(screen, createColors(false));

      const report = await rehearse({ view, cleanup: new Cleanup(), nodeDelayMillis: 500, scenarios: [{ ...FLIP_SCENARIO, deployments: FLIP_SCENARIO.deployments.slice(0, 2) }] });

      expect(report.deviations).toEqual([]);
      expect(report).toMatchObject({ cluster: 'embedded', deployments: [{ status: 'CREATE_COMPLETE' }, { status: 'UPDATE_COMPLETE' }] });
      expect(report.flip?.openedAfterMs).toBeGreaterThanOrEqual(0);
      expect(String(screen.read())).toContain('no valkey-server or redis-server on the PATH: the embedded cluster only imitates one');
    },
    RUN_MILLIS,
  );

  test(
    'a guard refuses there too, although there is no data to lose',
    async () => {
      const view = new PlainView(new PassThrough().resume(), createColors(false));
      const scenario = guardScenario();
      const untilTheFirstRefusal = scenario.deployments.findIndex(({ name }) => name === 'naive edit of the group') + 1;

      const report = await rehearse({ view, cleanup: new Cleanup(), nodeDelayMillis: 500, scenarios: [{ ...scenario, deployments: scenario.deployments.slice(0, untilTheFirstRefusal) }] });

      expect(report.deviations).toEqual([]);
      expect(report.refusals).toMatchObject([{ stack: 'GuardedCacheStack', nodes: 2, keys: 0 }]);
    },
    RUN_MILLIS,
  );
});
