import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createColors } from 'picocolors';
import { changes, PlainView } from '../../../rehearsal/view/plain-view';
import { type NodeProgress, type Progress } from '../../../rehearsal/view/progress';

const node = (overrides: Partial<NodeProgress> = {}): NodeProgress => ({
  memberId: 'cache-0001-001',
  announces: '127.0.0.1',
  onTarget: 0,
  complete: false,
  answers: true,
  ...overrides,
});
const progress = (overrides: Partial<Progress> = {}): Progress => ({
  elapsedMillis: 1234,
  cloudFormation: 'UPDATE_IN_PROGRESS  Cache',
  target: 'ipv6',
  nodes: [node()],
  ...overrides,
});

describe('changes', () => {
  test('says what CloudFormation does, once', () => {
    expect(changes(undefined, progress())).toEqual(['CloudFormation: UPDATE_IN_PROGRESS  Cache']);
    expect(changes(progress(), progress())).toEqual([]);
  });

  test.each([
    ['a new address', {}, { announces: '::1' }, ['cache-0001-001 announces ::1']],
    ['a complete view', {}, { complete: true }, ['cache-0001-001 shows all 1 nodes on ipv6 (1 of 1 views complete)']],
    ['a node that falls silent', {}, { answers: false }, ['cache-0001-001 gives no answer']],
    ['a node that answers again', { answers: false }, {}, ['cache-0001-001 answers again']],
  ])('%s is worth a line', (_, before, now, lines) => {
    expect(changes(progress({ nodes: [node(before)] }), progress({ nodes: [node(now)] }))).toEqual(lines);
  });
});

describe('PlainView', () => {
  const title = { scenario: 'flip', name: 'flip to ipv6', number: 2, of: 6, detailed: true };

  test('says whose a change is where two deployments go on', () => {
    const stream = new PassThrough();
    const view = new PlainView(stream, createColors(false));
    const first = view.begin(title, () => progress({ nodes: [] }));
    const second = view.begin({ ...title, scenario: 'guard', name: 'create' }, () => progress({ cloudFormation: 'CREATE_IN_PROGRESS', nodes: [] }));
    first.end({ asPlanned: true, status: 'UPDATE_COMPLETE', elapsedMillis: 1, remark: '' });
    second.end({ asPlanned: true, status: 'CREATE_COMPLETE', elapsedMillis: 1, remark: '' });

    const lines = String(stream.read()).split('\n');
    expect(lines).toContain('    1.2 s  flip: CloudFormation: UPDATE_IN_PROGRESS  Cache');
    expect(lines).toContain('    1.2 s  CloudFormation: CREATE_IN_PROGRESS');
  });

  test('writes two lines for a deployment that is not worth more', async () => {
    const stream = new PassThrough();
    const view = new PlainView(stream, createColors(false));
    const shown = view.begin({ ...title, detailed: false }, () => progress());
    await pause(300);
    shown.end({ asPlanned: true, status: 'UPDATE_COMPLETE', elapsedMillis: 1, remark: '' });

    expect(String(stream.read()).trim().split('\n')).toHaveLength(2);
  });

  test('writes a heading, each change once, and the outcome', async () => {
    const stream = new PassThrough();
    const view = new PlainView(stream, createColors(false));
    const shown = view.begin(title, () => progress());
    await pause(500);
    shown.end({ asPlanned: true, status: 'UPDATE_COMPLETE', elapsedMillis: 18_340, remark: 'held' });

    expect(String(stream.read())).toBe(
      [
        'flip: flip to ipv6 (deployment 2 of 6)',
        '    1.2 s  CloudFormation: UPDATE_IN_PROGRESS  Cache',
        '✔ flip: flip to ipv6                                 UPDATE_COMPLETE           18.3 s   held',
        '',
      ].join('\n'),
    );
  });
});
