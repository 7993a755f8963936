import { type ResourceToImport } from '../../../rehearsal/cloudformation/imports';
import { type ChangeSetRequest } from '../../../rehearsal/cloudformation/change-set';
import { type CloudFormation } from '../../../rehearsal/cloudformation/engine';
import { type ResourceProvider } from '../../../rehearsal/cloudformation/resource-provider';
import { benchEngine, type Resources, statuses, templateOf, thing } from './bench-engine';
import { RecordingProvider } from './recording-provider';

const LIVE = 'live-1';

interface ImportBench {
  readonly engine: CloudFormation;
  readonly things: RecordingProvider;
}

/** An engine whose recorded type can be imported by `Name`; one resource exists that nobody here made. */
function importBench(): ImportBench {
  const things = new RecordingProvider();
  const provider: ResourceProvider = {
    createOnly: things.createOnly,
    finder: { identifiers: ['Name'], find: ({ Name }) => (Name === LIVE ? { physicalId: LIVE, attributes: { Value: 'alive' } } : undefined) },
    create: (properties, context) => things.create(properties, context),
    update: (current, before, after, context) => things.update(current, before, after, context),
    delete: (current, properties, context) => things.delete(current, properties, context),
  };
  return { engine: benchEngine({ providers: { 'Test::Thing': provider, 'Test::Other': new RecordingProvider() } }).engine, things };
}

const kept = (properties: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => thing(properties, { DeletionPolicy: 'Snapshot' });
const named = (logicalId: string, Name = LIVE): ResourceToImport => ({ logicalId, type: 'Test::Thing', identifier: { Name } });

async function run(engine: CloudFormation, request: Partial<ChangeSetRequest> & { readonly resources: Resources; readonly outputs?: object }): Promise<void> {
  const { resources, outputs, ...rest } = request;
  const templateBody = templateOf(resources, outputs === undefined ? {} : { Outputs: outputs });
  const whole = { stackName: 'S', changeSetName: 'c', type: 'IMPORT', templateBody, parameters: [], tags: undefined, ...rest } as const;
  const { stack, changeSet } = engine.createChangeSet(whole);
  engine.executeChangeSet(stack, changeSet);
  await stack.running;
}

describe('a change set of type IMPORT', () => {
  it('makes a stack of what exists, and touches nothing', async () => {
    const { engine, things } = importBench();
    await run(engine, { resources: { A: kept({ Value: 1 }) }, imports: [named('A')] });

    expect(statuses(engine, 'S')).toEqual(['REVIEW_IN_PROGRESS', 'IMPORT_IN_PROGRESS', 'IMPORT_COMPLETE']);
    expect(engine.find('S')?.resources.get('A')).toMatchObject({ status: 'IMPORT_COMPLETE', state: { physicalId: LIVE } });
    expect(things.calls).toEqual([]);
  });

  it('adds to a stack, whose next update goes on from there', async () => {
    const { engine, things } = importBench();
    await engine.deploy('S', templateOf({ Old: thing() }));
    await run(engine, { resources: { Old: thing(), A: kept({ Value: 1, Of: { Ref: 'Old' } }) }, imports: [named('A')] });
    await engine.deploy('S', templateOf({ Old: thing(), A: kept({ Value: 2, Of: { Ref: 'Old' } }), New: thing({ Value: { 'Fn::GetAtt': ['A', 'Value'] } }) }));

    expect(statuses(engine, 'S').at(-1)).toBe('UPDATE_COMPLETE');
    expect(things.calls).toEqual(['create Old', 'update A 1->2', 'create New']);
  });

  it('leaves the stack as it was if there is no such resource', async () => {
    const { engine, things } = importBench();
    await engine.deploy('S', templateOf({ Old: thing() }));
    await run(engine, { resources: { Old: thing(), A: kept(), B: kept() }, imports: [named('A'), named('B', 'gone')] });

    expect(statuses(engine, 'S').slice(-3)).toEqual(['IMPORT_IN_PROGRESS', 'IMPORT_ROLLBACK_IN_PROGRESS', 'IMPORT_ROLLBACK_COMPLETE']);
    expect([...(engine.find('S')?.resources.keys() ?? [])]).toEqual(['Old']);
    expect(engine.find('S')?.events.some(({ reason }) => reason?.includes("with identifier '{\"Name\":\"gone\"}' was not found") === true)).toBe(true);
    expect(things.calls).toEqual(['create Old']);
  });

  it.each<[string, Partial<ChangeSetRequest> & { readonly resources: Resources; readonly outputs?: object }, RegExp]>([
    ['names nothing', { resources: { A: kept() }, imports: [] }, /must not be empty/],
    ['names what the template does not have', { resources: { A: kept() }, imports: [named('A'), named('B')] }, /\[B\] of type Test::Thing is not in the template/],
    ['names another type', { resources: { A: kept() }, imports: [{ ...named('A'), type: 'Test::Other' }] }, /\[A\] of type Test::Other/],
    ['has no DeletionPolicy', { resources: { A: thing() }, imports: [named('A')] }, /must have DeletionPolicy/],
    ['names a type that can not be imported', { resources: { A: { ...kept(), Type: 'Test::Other' } }, imports: [{ ...named('A'), type: 'Test::Other' }] }, /\[Test::Other\] are not supported/],
    ['identifies by something else', { resources: { A: kept() }, imports: [{ ...named('A'), identifier: { Id: LIVE } }] }, /must be identified by \[Name\]/],
    ['adds something else too', { resources: { A: kept(), B: thing() }, imports: [named('A')] }, /modified resources \[B\]/],
    ['adds an output', { resources: { A: kept() }, imports: [named('A')], outputs: { X: { Value: 'x' } } }, /cannot modify or add \[Outputs\]/],
    ['depends on what is not there', { resources: { A: { ...kept(), DependsOn: ['Guard'] } }, imports: [named('A')] }, /Unresolved resource dependencies \[Guard\]/],
  ])('is refused if it %s', async (_, request, message) => {
    await expect(run(importBench().engine, request)).rejects.toThrow(message);
  });

  it('is refused for what another stack has', async () => {
    const { engine } = importBench();
    await run(engine, { resources: { A: kept() }, imports: [named('A')] });

    await expect(run(engine, { stackName: 'T', resources: { A: kept() }, imports: [named('A')] })).rejects.toThrow('already managed by stack');
  });
});

describe('an update that imports what exists', () => {
  const RETAINED = { DeletionPolicy: 'Retain' };

  it('takes over what has the name, and makes the rest', async () => {
    const { engine, things } = importBench();
    await run(engine, { type: 'CREATE', importExistingResources: true, resources: { A: thing({ Name: LIVE }, RETAINED), B: thing({ Name: 'new' }, RETAINED) } });

    expect(statuses(engine, 'S').at(-1)).toBe('CREATE_COMPLETE');
    expect(engine.find('S')?.resources.get('A')?.state?.physicalId).toBe(LIVE);
    expect(things.calls).toEqual(['create B']);
  });

  it('shows it in the change set', () => {
    const { engine } = importBench();
    const templateBody = templateOf({ A: thing({ Name: LIVE }, RETAINED), B: thing() });
    const { changeSet } = engine.createChangeSet({ stackName: 'S', changeSetName: 'c', type: 'CREATE', templateBody, parameters: [], tags: undefined, importExistingResources: true });

    expect(changeSet.changes.map(({ action, logicalId }) => [action, logicalId])).toEqual([['Import', 'A'], ['Add', 'B']]);
  });

  it('does not do so unless it is asked to', async () => {
    const { engine, things } = importBench();
    await run(engine, { type: 'CREATE', resources: { A: thing({ Name: LIVE }, RETAINED) } });

    expect(things.calls).toEqual(['create A']);
  });

  it('does not delete what it took over when it fails', async () => {
    const { engine, things } = importBench();
    things.script = (call) => {
      if (call === 'create B') throw new Error('exploded');
      return undefined;
    };
    await run(engine, { type: 'CREATE', importExistingResources: true, resources: { A: thing({ Name: LIVE }, RETAINED), B: thing({ After: { Ref: 'A' } }) } });

    expect(statuses(engine, 'S').at(-1)).toBe('ROLLBACK_COMPLETE');
    expect(things.calls.filter((call) => call.startsWith('delete'))).toEqual([]);
  });

  it('is refused without a policy that retains', async () => {
    const { engine } = importBench();

    await expect(run(engine, { type: 'CREATE', importExistingResources: true, resources: { A: thing({ Name: LIVE }, { DeletionPolicy: 'Snapshot' }) } })).rejects.toThrow(
      'must be Retain or RetainExceptOnCreate',
    );
  });
});
