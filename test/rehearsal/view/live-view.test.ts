import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createColors } from 'picocolors';
import { LiveView, liveLines } from '../../../rehearsal/view/live-view';
import { type Progress } from '../../../rehearsal/view/progress';

const colors = createColors(false);
const title = { scenario: 'flip', name: 'flip to ipv6', number: 2, of: 6, detailed: true };
const progress: Progress = {
  elapsedMillis: 12_345,
  cloudFormation: 'UPDATE_IN_PROGRESS  CachePropagation',
  target: 'ipv6',
  nodes: [
    { memberId: 'cache-0001-001', announces: '::1', onTarget: 2, complete: true, answers: true },
    { memberId: 'cache-0001-002', announces: '127.0.0.1', onTarget: 1, complete: false, answers: false },
  ],
};

describe('liveLines', () => {
  test('a row a node, a bar, and what CloudFormation does', () => {
    const bar = (share: number): string => '#'.repeat(share * 4).padEnd(4, '.');

    expect(liveLines(title, progress, colors, bar).join('\n')).toMatchInlineSnapshot(`
"● flip: flip to ipv6                                 deployment 2 of 6         12.3 s
  CloudFormation  UPDATE_IN_PROGRESS  CachePropagation

  node            announces  nodes it shows on ipv6
  cache-0001-001  ::1        ####  2 of 2  ✔
  cache-0001-002  no answer  ##..  1 of 2

  complete views             ##..  1 of 2"
`);
  });

  test('a deployment that moves no node has two lines', () => {
    expect(liveLines(title, { ...progress, target: undefined }, colors, () => '')).toHaveLength(2);
  });
});

describe('LiveView', () => {
  function terminal() {
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
    const view = new LiveView(stream as unknown as NodeJS.WriteStream, colors);
    return { view, written: () => String(stream.read() ?? '') };
  }

  test('draws, and leaves the terminal as it was: cursor, line wrapping, rows gone', async () => {
    const { view, written } = terminal();
    const shown = view.begin(title, () => progress);
    await pause(300);
    shown.end({ asPlanned: false, status: 'UPDATE_ROLLBACK_COMPLETE', elapsedMillis: 20_000, remark: '' });
    const text = written();

    expect(text).toContain('cache-0001-002');
    expect(text).toContain('█');
    expect(text.lastIndexOf('\x1B[?25h')).toBeGreaterThan(text.lastIndexOf('\x1B[?25l'));
    expect(text.lastIndexOf('\x1B[?7h')).toBeGreaterThan(text.lastIndexOf('\x1B[?7l'));
    expect(text.trimEnd().endsWith('✘ flip: flip to ipv6                                 UPDATE_ROLLBACK_COMPLETE  20.0 s')).toBe(true);
  });

  test('never clears before it writes: no flicker', async () => {
    const { view, written } = terminal();
    view.begin(title, () => progress);
    await pause(400);
    const drawn = written();
    view.close();

    expect(drawn).not.toContain('\x1B[2J');
    expect(drawn).not.toContain('\x1B[2K');
    expect(drawn).not.toContain('\x1B[0J');
  });

  test('rows of nodes that appear later are added', async () => {
    const { view, written } = terminal();
    let now: Progress = { ...progress, nodes: [] };
    view.begin(title, () => now);
    await pause(200);
    now = progress;
    await pause(400);
    view.close();

    expect(written()).toContain('cache-0001-001');
  });

  test('two deployments at a time have rows each, and one that ends leaves those of the other', async () => {
    const { view, written } = terminal();
    const other = { ...title, scenario: 'guard', name: 'create' };
    const first = view.begin(title, () => progress);
    view.begin(other, () => ({ ...progress, target: undefined, cloudFormation: 'of the other' }));
    await pause(300);
    const both = written();
    first.end({ asPlanned: true, status: 'UPDATE_COMPLETE', elapsedMillis: 20_000, remark: '' });
    await pause(300);
    const one = written();
    view.close();

    expect(both).toContain('● flip: flip to ipv6');
    expect(both).toContain('● guard: create');
    expect(one).toContain('✔ flip: flip to ipv6');
    expect(one.slice(one.lastIndexOf('✔ flip'))).toContain('of the other');
    expect(one.slice(one.lastIndexOf('✔ flip'))).not.toContain('cache-0001-002');
  });
});
