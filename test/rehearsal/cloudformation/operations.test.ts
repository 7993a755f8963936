import { ResourceFailure } from '../../../rehearsal/cloudformation/resource-failure';
import { benchEngine, statuses, templateOf, thing } from './bench-engine';
import { deferred } from './deferred';

/** Calls that start like one of these fail. */
const fails = (...wanted: readonly string[]) => (call: string): undefined => {
  if (wanted.some((start) => call.startsWith(start))) throw new Error(`${call} exploded`);
  return undefined;
};

/** A call that does not end before it is released. */
function held(): { readonly begun: Promise<undefined>; readonly run: () => Promise<undefined>; readonly release: () => void } {
  const start = deferred();
  const end = deferred();
  const run = (): Promise<undefined> => {
    start.resolve();
    return end.promise;
  };
  return { begun: start.promise, run, release: () => { end.resolve(); } };
}

describe('a stack that is created', () => {
  it('makes resources in the order of their dependencies, independent ones at once', async () => {
    const { engine, things } = benchEngine();
    const template = templateOf(
      { Last: thing({ Value: { 'Fn::GetAtt': ['Left', 'Nested.Deep'] } }, { DependsOn: 'Right' }), Left: thing({ Value: 'l' }), Right: thing() },
      { Outputs: { Deep: { Value: { 'Fn::GetAtt': ['Last', 'Value'] }, Export: { Name: 'deep' } } } },
    );
    const stack = await engine.deploy('S', template);
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(things.calls).toEqual(['create Right', 'create Left', 'create Last']);
    expect(things.mostAtOnce).toBe(2);
    expect(stack.outputs).toEqual([{ key: 'Deep', value: 'deep Left#2', exportName: 'deep' }]);
    await engine.close();
  });

  it('leaves out resources and outputs whose condition does not hold', async () => {
    const { engine, things } = benchEngine();
    const template = templateOf(
      { A: thing({}, { Condition: 'Wanted' }), B: thing() },
      { Parameters: { Add: { Type: 'String', Default: 'no' } }, Conditions: { Wanted: { 'Fn::Equals': [{ Ref: 'Add' }, 'yes'] } }, Outputs: { A: { Condition: 'Wanted', Value: 'a' } } },
    );
    await engine.deploy('S', template);
    expect(things.calls).toEqual(['create B']);
    const stack = await engine.deploy('S', template, [{ key: 'Add', value: 'yes' }]);
    expect(things.calls).toEqual(['create B', 'create A']);
    expect(stack.outputs).toEqual([{ key: 'A', value: 'a' }]);
  });

  it('rolls back when a resource fails: deletes what was made, in reverse, also what the failure left behind', async () => {
    const { engine, things } = benchEngine();
    things.script = (call) => {
      if (call === 'create C') throw new ResourceFailure('half made', 'half');
      return undefined;
    };
    const stack = await engine.deploy('S', templateOf({ A: thing(), B: thing({}, { DependsOn: 'A' }), C: thing({}, { DependsOn: 'B' }), Never: thing({}, { DependsOn: 'C' }) }));
    expect(things.calls).toEqual(['create A', 'create B', 'create C', 'delete half', 'delete B#2', 'delete A#1']);
    expect(statuses(engine, 'S')).toEqual(['REVIEW_IN_PROGRESS', 'CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE']);
    expect(stack.events.find(({ status }) => status === 'ROLLBACK_IN_PROGRESS')?.reason).toBe('The following resource(s) failed to create: [C]. Rollback requested by user.');
    expect(stack.resources.size).toBe(0);
  });

  it('says that a rollback failed when a deletion does', async () => {
    const { engine, things } = benchEngine();
    things.script = fails('create B', 'delete A');
    const stack = await engine.deploy('S', templateOf({ A: thing(), B: thing({}, { DependsOn: 'A' }) }));
    expect(stack.status).toBe('ROLLBACK_FAILED');
  });

  it.each([
    ['Retain', []],
    ['RetainExceptOnCreate', ['delete A#1']],
    ['Delete', ['delete A#1']],
  ])('rolls back under the policy %s', async (policy, deletions) => {
    const { engine, things } = benchEngine();
    things.script = fails('create B');
    await engine.deploy('S', templateOf({ A: thing({}, { DeletionPolicy: policy }), B: thing({}, { DependsOn: 'A' }) }));
    expect(things.calls.filter((call) => call.startsWith('delete'))).toEqual(deletions);
  });

  it('fails for an attribute that a type does not have', async () => {
    const { engine } = benchEngine();
    const stack = await engine.deploy('S', templateOf({ Vpc: { Type: 'AWS::EC2::VPC' }, A: thing({ Value: { 'Fn::GetAtt': ['Vpc', 'Arn'] } }) }));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(stack.events.find(({ logicalId, status }) => logicalId === 'A' && status === 'CREATE_FAILED')?.reason).toBe('Requested attribute Arn does not exist in schema for AWS::EC2::VPC');
  });
});

describe('a stack that is updated', () => {
  it('touches only what changed, and deletes what is gone in the cleanup', async () => {
    const { engine, things } = benchEngine();
    await engine.deploy('S', templateOf({ A: thing({ Value: 1 }), B: thing({ Value: 1 }), Gone: thing() }));
    things.calls.length = 0;
    await engine.deploy('S', templateOf({ A: thing({ Value: 2 }), B: thing({ Value: 1 }) }));
    expect(things.calls).toEqual(['update A 1->2', 'delete Gone#3']);
    expect(statuses(engine, 'S').slice(2)).toEqual(['CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE']);
    expect([...(engine.find('S')?.resources.keys() ?? [])]).toEqual(['A', 'B']);
  });

  it('replaces for a create-only property: the new one first, who refers to it next, the old one last', async () => {
    const { engine, things } = benchEngine();
    const template = (fixed: string): string => templateOf({ A: thing({ Fixed: fixed }), User: thing({ Value: { Ref: 'A' } }) });
    await engine.deploy('S', template('x'));
    things.calls.length = 0;
    await engine.deploy('S', template('y'));
    expect(things.calls).toEqual(['create A', 'update User A#1->A#3', 'delete A#1']);
    expect(engine.find('S')?.resources.get('A')?.state?.physicalId).toBe('A#3');
  });

  it.each([
    ['UpdateReplacePolicy', { A: thing({ Fixed: 'y' }, { UpdateReplacePolicy: 'Retain' }) }],
    ['DeletionPolicy', { Other: thing() }],
  ])('keeps the old resource under %s: Retain', async (_policy, next) => {
    const { engine, things } = benchEngine();
    await engine.deploy('S', templateOf({ A: thing({ Fixed: 'x' }, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' }) }));
    const stack = await engine.deploy('S', templateOf(next));
    expect(things.calls.filter((call) => call.startsWith('delete'))).toEqual([]);
    expect(stack.events.some(({ status, physicalId }) => status === 'DELETE_SKIPPED' && physicalId === 'A#1')).toBe(true);
  });

  it('tells the provider about a final snapshot', async () => {
    const { engine, things } = benchEngine();
    await engine.deploy('S', templateOf({ A: thing({ Fixed: 'x' }) }));
    await engine.deploy('S', templateOf({ A: thing({ Fixed: 'y' }, { UpdateReplacePolicy: 'Snapshot' }) }));
    expect(things.contexts.at(-1)).toMatchObject({ logicalId: 'A', finalSnapshot: true });
  });

  it('completes although a cleanup fails', async () => {
    const { engine, things } = benchEngine();
    await engine.deploy('S', templateOf({ A: thing(), Gone: thing() }));
    things.script = fails('delete Gone');
    const stack = await engine.deploy('S', templateOf({ A: thing() }));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect([...stack.resources.keys()]).toEqual(['A']);
  });

  it('finds nothing to do for the same template', async () => {
    const { engine, things } = benchEngine();
    await engine.deploy('S', templateOf({ A: thing({ Value: 1 }) }));
    const stack = await engine.deploy('S', templateOf({ A: thing({ Value: 1 }) }));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(things.calls).toEqual(['create A']);
  });
});

describe('an update that fails', () => {
  it('does not try to replace what has a name of its own, unless the name changes too', async () => {
    const { engine, things } = benchEngine();
    Object.assign(things, { finder: { identifiers: ['Name'], find: () => undefined } });
    await engine.deploy('S', templateOf({ A: thing({ Fixed: '1', Name: 'mine' }), B: thing({ Value: '1' }) }));
    const stack = await engine.deploy('S', templateOf({ A: thing({ Fixed: '2', Name: 'mine' }, { DependsOn: 'B' }), B: thing({ Value: '2' }) }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.events.find(({ status }) => status === 'UPDATE_FAILED')?.reason).toBe(
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename mine and update the stack again.',
    );
    // halfway: what came before had been changed
    expect(things.calls.slice(2)).toEqual(['update B 1->2', 'update B 2->1']);
    expect((await engine.deploy('S', templateOf({ A: thing({ Fixed: '2', Name: 'yours' }), B: thing({ Value: '1' }) }))).status).toBe('UPDATE_COMPLETE');
    await engine.close();
  });

  it('goes back: the old properties again, new resources away, replaced ones in their place', async () => {
    const { engine, things } = benchEngine();
    const before = templateOf({ Changed: thing({ Value: 1 }), Replaced: thing({ Fixed: 'x' }), Same: thing() });
    await engine.deploy('S', before);
    things.calls.length = 0;
    things.script = fails('create Broken');
    const broken = thing({}, { DependsOn: ['Changed', 'Replaced', 'Added'] });
    const stack = await engine.deploy('S', templateOf({ Changed: thing({ Value: 2 }), Replaced: thing({ Fixed: 'y' }), Added: thing(), Broken: broken }));
    expect(things.calls).toEqual(['update Changed 1->2', 'create Replaced', 'create Added', 'create Broken', 'update Changed 2->1', 'delete Replaced#4', 'delete Added#5']);
    expect(statuses(engine, 'S').slice(3)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE']);
    expect(stack.current.body).toBe(before);
    expect([...stack.resources].map(([id, { state }]) => [id, state?.physicalId])).toEqual([['Changed', 'Changed#1'], ['Replaced', 'Replaced#2'], ['Same', 'Same#3']]);
  });

  it('updates back what itself failed half way', async () => {
    const { engine, things } = benchEngine();
    await engine.deploy('S', templateOf({ A: thing({ Value: 1 }) }));
    things.script = fails('update A 1->2');
    const stack = await engine.deploy('S', templateOf({ A: thing({ Value: 2 }) }));
    expect(things.calls).toEqual(['create A', 'update A 1->2', 'update A 2->1']);
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it('removes what a failed replacement left behind, and asks nothing of the old resource', async () => {
    const { engine, things } = benchEngine();
    await engine.deploy('S', templateOf({ A: thing({ Fixed: 'x' }) }));
    things.script = (call) => {
      if (call === 'create A') throw new ResourceFailure('half made', 'half');
      return undefined;
    };
    const stack = await engine.deploy('S', templateOf({ A: thing({ Fixed: 'y' }) }));
    expect(things.calls).toEqual(['create A', 'create A', 'delete half']);
    expect([stack.status, stack.resources.get('A')?.state?.physicalId]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'A#1']);
  });

  it('stays in UPDATE_ROLLBACK_IN_PROGRESS as long as the rollback really waits', async () => {
    const { engine, things } = benchEngine();
    const first = await engine.deploy('S', templateOf({ A: thing({ Value: 1 }) }));
    const rollback = held();
    const failing = fails('update A 1->2');
    things.script = (call) => {
      if (call === 'update A 2->1') return rollback.run();
      failing(call);
      return undefined;
    };
    const deployed = engine.deploy('S', templateOf({ A: thing({ Value: 2 }) }));
    await rollback.begun;
    expect(first.status).toBe('UPDATE_ROLLBACK_IN_PROGRESS');
    rollback.release();
    expect((await deployed).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it('says so when the rollback fails too', async () => {
    const { engine, things } = benchEngine();
    await engine.deploy('S', templateOf({ A: thing({ Value: 1 }) }));
    things.script = fails('update A');
    expect((await engine.deploy('S', templateOf({ A: thing({ Value: 2 }) }))).status).toBe('UPDATE_ROLLBACK_FAILED');
  });

  it('rolls back for an output that can not be evaluated', async () => {
    const { engine, things } = benchEngine();
    await engine.deploy('S', templateOf({ A: thing({ Value: 1 }) }));
    const stack = await engine.deploy('S', templateOf({ A: thing({ Value: 2 }) }, { Outputs: { X: { Value: { 'Fn::GetAtt': ['A', 'Missing'] } } } }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(things.calls.at(-1)).toBe('update A 2->1');
  });
});

describe('a stack that is deleted', () => {
  it('deletes dependents first, and keeps the stack when something stays', async () => {
    const { engine, things } = benchEngine();
    const stack = await engine.deploy('S', templateOf({ A: thing(), B: thing({ Value: { Ref: 'A' } }) }));
    things.script = fails('delete A');
    engine.deleteStack(stack);
    await stack.running;
    expect(stack.status).toBe('DELETE_FAILED');
    expect([...stack.resources.keys()]).toEqual(['A']);
    engine.deleteStack(stack, ['A']);
    await stack.running;
    expect(stack.status).toBe('DELETE_COMPLETE');
    expect(things.calls.slice(2)).toEqual(['delete B#2', 'delete A#1']);
    expect([engine.find('S'), engine.find(stack.id)]).toEqual([undefined, stack]);
  });

  it('is refused while it is protected, busy or exports what another imports', async () => {
    const { engine } = benchEngine();
    const stack = await engine.deploy('Exporter', templateOf({ A: thing() }, { Outputs: { O: { Value: 'v', Export: { Name: 'shared' } } } }));
    await engine.deploy('Importer', templateOf({ A: thing({ Value: { 'Fn::ImportValue': 'shared' } }) }));
    const erase = (): void => {
      engine.deleteStack(stack);
    };
    expect(erase).toThrow('Cannot delete export shared as it is in use by Importer.');
    stack.terminationProtection = true;
    expect(erase).toThrow(/TerminationProtection is enabled/);
    stack.setStatus('UPDATE_IN_PROGRESS');
    expect(erase).toThrow(/is in UPDATE_IN_PROGRESS state/);
  });
});

describe('exports', () => {
  const exporting = (value: string): string => templateOf({ A: thing() }, { Outputs: { O: { Value: value, Export: { Name: 'shared' } } } });

  it('belong to one stack, and do not change while another imports them', async () => {
    const { engine } = benchEngine();
    await engine.deploy('Exporter', exporting('1'));
    expect((await engine.deploy('Second', exporting('2'))).status).toBe('ROLLBACK_COMPLETE');
    await engine.deploy('Importer', templateOf({ A: thing({ Value: { 'Fn::ImportValue': 'shared' } }) }));
    const changed = await engine.deploy('Exporter', exporting('3'));
    expect(changed.events.find(({ status }) => status === 'UPDATE_ROLLBACK_IN_PROGRESS')?.reason).toBe('Cannot update export shared as it is in use by Importer.');
    await engine.deploy('Importer', templateOf({ A: thing({ Value: 'no longer' }) }));
    expect((await engine.deploy('Exporter', exporting('3'))).outputs[0]?.value).toBe('3');
    await expect(engine.deploy('Late', templateOf({ A: thing({ Value: { 'Fn::ImportValue': 'none' } }) }))).resolves.toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  });
});

describe('closing the engine', () => {
  it('waits for what runs, starts nothing more and rolls nothing back', async () => {
    const { engine, things } = benchEngine();
    const creation = held();
    things.script = creation.run;
    const deployed = engine.deploy('S', templateOf({ A: thing(), B: thing({}, { DependsOn: 'A' }) }));
    await creation.begun;
    const closed = engine.close();
    creation.release();
    await closed;
    expect((await deployed).status).toBe('CREATE_IN_PROGRESS');
    expect(things.calls).toEqual(['create A']);
  });
});
