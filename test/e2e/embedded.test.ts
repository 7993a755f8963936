import { PassThrough } from 'node:stream';
import { createColors } from 'picocolors';
import { Cleanup } from '../../rehearsal/scenario/cleanup';
import { PLAN } from '../../rehearsal/scenario/plan';
import { rehearse } from '../../rehearsal/scenario/rehearse';
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

      const report = await rehearse({ view, cleanup: new Cleanup(), nodeDelayMillis: 500, plan: PLAN.slice(0, 2) });

      expect(report.deviations).toEqual([]);
      expect(report).toMatchObject({ cluster: 'embedded', deployments: [{ status: 'CREATE_COMPLETE' }, { status: 'UPDATE_COMPLETE' }] });
      expect(report.flip?.openedAfterMs).toBeGreaterThanOrEqual(0);
      expect(String(screen.read())).toContain('no valkey-server or redis-server on the PATH: the embedded cluster only imitates one');
    },
    RUN_MILLIS,
  );
});
