import { Deployment } from './deployment';
import { type Environment } from './environment';
import { reasonOf, rethrowClosed, type StackTarget } from './operations';
import { type Stack } from './stack';

/** IMPORT_IN_PROGRESS to IMPORT_COMPLETE, or back to where the stack was, with every resource left as it is. */
export async function importIntoStack(stack: Stack, { to, tags, importOf }: StackTarget, environment: Environment): Promise<void> {
  const previous = { current: stack.current, tags: stack.tags };
  const before = new Map(stack.resources);
  Object.assign(stack, { current: to, tags, updatedAt: new Date() });
  stack.setStatus('IMPORT_IN_PROGRESS', 'User Initiated');
  try {
    await new Deployment(stack, environment, to, importOf).run();
    stack.setStatus('IMPORT_COMPLETE');
  } catch (error) {
    rethrowClosed(error);
    stack.setStatus('IMPORT_ROLLBACK_IN_PROGRESS', reasonOf(error, 'import'));
    Object.assign(stack, previous);
    for (const [logicalId, { state, type }] of [...stack.resources].filter(([id]) => !before.has(id))) {
      stack.resources.delete(logicalId);
      stack.record({ logicalId, physicalId: state?.physicalId ?? '', resourceType: type, status: 'IMPORT_ROLLBACK_COMPLETE' });
    }
    stack.setStatus('IMPORT_ROLLBACK_COMPLETE');
  }
}
