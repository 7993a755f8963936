import { Deployment, DeploymentFailed } from './deployment';
import { type Environment } from './environment';
import { type ImportOf } from './imports';
import { evaluateOutputs } from './outputs';
import { removeAll, type Leftover } from './removal';
import { EngineClosed, messageOf } from './resource-failure';
import { policyOfNew, rollBackUpdate } from './rollback';
import { type Stack, type StackTemplate, type Tag } from './stack';

/** What an operation brings a stack to. */
export interface StackTarget {
  readonly to: StackTemplate;
  readonly tags: readonly Tag[];
  /** Which of the new resources exist already. */
  readonly importOf: ImportOf;
}

/** Why the whole operation failed. */
export function reasonOf(error: unknown, verb: string): string {
  return error instanceof DeploymentFailed ? `The following resource(s) failed to ${verb}: ${error.message}. ` : messageOf(error);
}

/** A closed engine leaves its stacks as they are; nothing may be mistaken for a failure of a resource. */
export function rethrowClosed(error: unknown): void {
  if (error instanceof EngineClosed) throw error;
}

/** CREATE_IN_PROGRESS to CREATE_COMPLETE, or to ROLLBACK_COMPLETE with everything deleted again. */
export async function createStack(stack: Stack, { to, tags, importOf }: StackTarget, environment: Environment): Promise<void> {
  Object.assign(stack, { current: to, tags });
  stack.setStatus('CREATE_IN_PROGRESS', 'User Initiated');
  try {
    await new Deployment(stack, environment, to, importOf).run();
    stack.outputs = evaluateOutputs(stack, to, environment);
    stack.setStatus('CREATE_COMPLETE');
  } catch (error) {
    rethrowClosed(error);
    stack.setStatus('ROLLBACK_IN_PROGRESS', `${reasonOf(error, 'create')}Rollback requested by user.`);
    const stuck = await removeAll(stack, environment, [...stack.resources.values()].map((resource) => ({ resource, policy: policyOfNew(resource) })));
    if (stuck.length > 0) stack.setStatus('ROLLBACK_FAILED', `The following resource(s) failed to delete: [${stuck.join(', ')}]. `);
    else stack.setStatus('ROLLBACK_COMPLETE');
  }
}

/** UPDATE_IN_PROGRESS to UPDATE_COMPLETE, or back to UPDATE_ROLLBACK_COMPLETE; both clean up at their end. */
export async function updateStack(stack: Stack, target: StackTarget, environment: Environment): Promise<void> {
  const previous = { current: stack.current, tags: stack.tags };
  Object.assign(stack, { current: target.to, tags: target.tags, updatedAt: new Date() });
  stack.setStatus('UPDATE_IN_PROGRESS', 'User Initiated');
  let deployment: Deployment | undefined;
  let leftovers: readonly Leftover[];
  try {
    deployment = new Deployment(stack, environment, target.to, target.importOf);
    leftovers = await deployment.run();
    stack.outputs = evaluateOutputs(stack, target.to, environment);
  } catch (error) {
    rethrowClosed(error);
    stack.setStatus('UPDATE_ROLLBACK_IN_PROGRESS', reasonOf(error, 'update'));
    Object.assign(stack, previous);
    await rollBack(stack, environment, deployment);
    return;
  }
  stack.setStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await cleanUp(stack, environment, leftovers);
  stack.setStatus('UPDATE_COMPLETE');
}

async function rollBack(stack: Stack, environment: Environment, failed: Deployment | undefined): Promise<void> {
  try {
    const leftovers = failed ? await rollBackUpdate(stack, environment, failed) : [];
    stack.setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    await cleanUp(stack, environment, leftovers);
    stack.setStatus('UPDATE_ROLLBACK_COMPLETE');
  } catch (error) {
    rethrowClosed(error);
    stack.setStatus('UPDATE_ROLLBACK_FAILED', reasonOf(error, 'update'));
  }
}

/** What can not be removed in a cleanup is reported and given up, as CloudFormation does. */
async function cleanUp(stack: Stack, environment: Environment, leftovers: readonly Leftover[]): Promise<void> {
  await removeAll(stack, environment, leftovers);
  for (const { resource } of leftovers) {
    const kept = stack.resources.get(resource.logicalId);
    if (kept?.state?.physicalId === resource.state?.physicalId) stack.resources.delete(resource.logicalId);
  }
}

/** DELETE_IN_PROGRESS to DELETE_COMPLETE; `retained` are kept whatever their policy says. */
export async function deleteStack(stack: Stack, retained: ReadonlySet<string>, environment: Environment): Promise<void> {
  stack.setStatus('DELETE_IN_PROGRESS', 'User Initiated');
  const leftovers = [...stack.resources.values()].map((resource): Leftover => {
    const policy = resource.definition.DeletionPolicy ?? 'Delete';
    return { resource, policy: retained.has(resource.logicalId) ? 'Retain' : policy };
  });
  const stuck = await removeAll(stack, environment, leftovers);
  if (stuck.length > 0) {
    stack.setStatus('DELETE_FAILED', `The following resource(s) failed to delete: [${stuck.join(', ')}]. `);
    return;
  }
  stack.deletedAt = new Date();
  stack.setStatus('DELETE_COMPLETE');
}
