import { createColors } from 'picocolors';
import { type RehearsalReport } from '../../../rehearsal/scenario/report';
import { summary } from '../../../rehearsal/view/summary';

const colors = createColors(false);
const deployment = { scenario: 'flip', changes: true, gateCalls: 2, guardCalls: 0, proven: '' };
const report: RehearsalReport = {
  cluster: 'redis-server',
  serverVersion: '7.0.15',
  deployments: [
    { ...deployment, name: 'create', status: 'CREATE_COMPLETE', seconds: 14.23 },
    { ...deployment, name: 'deploy again, unchanged', status: 'UPDATE_COMPLETE', seconds: 5, changes: false, gateCalls: 0, proven: 'no changes, the gate was not called' },
    { ...deployment, name: 'behind', status: 'UPDATE_ROLLBACK_COMPLETE', seconds: 30, reason: 'Received response status [FAILED] from custom resource. Message returned: 1 of 6 nodes is not there\ncache-0002-001 announces 127.0.0.1' },
  ],
  flip: {
    nodes: 6,
    updateCompleteAt: 1_000_000,
    lastViewCompleteAt: 1_007_231,
    lastViewUncertaintyMs: 16,
    gateOpenedAt: 1_007_274,
    openedAfterMs: 43,
    sweeps: 3,
    oneNodeCheckEarlyByMs: 1234,
  },
  notDeployed: {},
  refusals: [],
  totalSeconds: 120,
  deviations: [],
};

describe('summary', () => {
  test('the deployments, the flip and the verdict', () => {
    expect(summary(report, colors)).toMatchInlineSnapshot(`
"┌───────────────────────────┬──────────────────────────┬─────────┬────────────────────────────────────────────────────────┐
│ deployment                │ stack                    │ seconds │ proven                                                 │
├───────────────────────────┴──────────────────────────┴─────────┴────────────────────────────────────────────────────────┤
│ flip                                                                                                                    │
│   create                  │ CREATE_COMPLETE          │    14.2 │                                                        │
│   deploy again, unchanged │ UPDATE_COMPLETE          │     5.0 │ no changes, the gate was not called                    │
│   behind                  │ UPDATE_ROLLBACK_COMPLETE │    30.0 │ 1 of 6 nodes is not there                              │
└───────────────────────────┴──────────────────────────┴─────────┴────────────────────────────────────────────────────────┘

what CloudFormation says of "flip: behind":
  Received response status [FAILED] from custom resource. Message returned: 1 of 6 nodes is not there
  cache-0002-001 announces 127.0.0.1

┌───────────────────────────────────────────────────┬─────────────────────────────────────┐
│ flip of 6 nodes to ipv6                           │ when                                │
├───────────────────────────────────────────────────┼─────────────────────────────────────┤
│ CloudFormation called the update complete         │ 0                                   │
│ the last node's own view was complete             │ + 7.231 s                           │
│ the gate opened                                   │ + 7.274 s   (43 ms later, 3 sweeps) │
│ a check of one node each second would have opened │ 1.2 s too early                     │
└───────────────────────────────────────────────────┴─────────────────────────────────────┘

✔ all 3 deployments went as planned, 120 s in all
"
`);
  });

  test('the deployments of each scenario are together, and fit the terminal', () => {
    const one = { ...deployment, name: 'create', status: 'CREATE_COMPLETE', seconds: 9, proven: 'a group filled with data, with a snapshot of it, and more that takes a line' };
    const deployments = [one, { ...one, scenario: 'guard' }, { ...one, name: 'destroy' }];
    const lines = (columns?: number) => summary({ ...report, deployments, flip: undefined }, colors, columns).split('\n');

    expect(lines().filter((line) => /^│ \S/.test(line)).map((line) => line.split(/[│ ]+/)[1])).toEqual(['deployment', 'flip', 'guard']);
    expect(new Set(lines(80).filter((line) => line.startsWith('│')).map((line) => line.length))).toEqual(new Set([80]));
    expect(Math.max(...lines(20).map((line) => line.length))).toBeLessThan(Math.max(...lines().map((line) => line.length)));
  });

  test('the first refusal in full, with what was kept, and none of them twice', () => {
    const message = 'refused (GroupWouldBeReplaced): ...\nNetworkType: "ipv4" -> "dual_stack"';
    const refusal = { stack: 'CacheStack', cacheId: 'cache', message, nodes: 2, keys: 500, checksum: 'c0ffee'.repeat(11) };
    const refused = { ...deployment, scenario: 'guard', name: 'naive edit', status: 'UPDATE_ROLLBACK_COMPLETE', seconds: 9, reason: message, proven: 'refused' };
    const text = summary({ ...report, deployments: [refused, refused], refusals: [refusal, { ...refusal, stack: 'Other' }] }, colors);

    expect(text).toContain(
      'what the CDK CLI says of the naive edit of CacheStack; 500 keys on 2 nodes as before (SHA-256 c0ffeec0ffeec0ff...):\n' +
        '  refused (GroupWouldBeReplaced): ...\n  NetworkType: "ipv4" -> "dual_stack"\n',
    );
    expect(summary({ ...report, refusals: [{ ...refusal, nodes: 1 }] }, colors)).toContain('; 500 keys on 1 node as before');
    expect(text).not.toContain('Other');
    expect(text.split('GroupWouldBeReplaced')).toHaveLength(2);
  });

  test('what deviated is listed', () => {
    expect(summary({ ...report, deviations: ['"create": went wrong'] }, colors)).toContain('✘ not as planned, 120 s in all:\n  - "create": went wrong');
  });

  test('a one-node check that was late is not called early', () => {
    const late: RehearsalReport = { ...report, flip: { ...(report.flip ?? fail()), oneNodeCheckEarlyByMs: -300 } };

    expect(summary(late, colors)).toContain('0.3 s later: not early this time');
  });

  test('a rehearsal that ended before the flip has no flip table', () => {
    expect(summary({ ...report, flip: undefined }, colors)).not.toContain('the gate opened');
  });
});

function fail(): never {
  throw new Error('the report has a flip');
}
