import { graphOf, walk } from './dependency-graph';
import { DeploymentFailed, type Deployment } from './deployment';
import { contextOf, type Environment } from './environment';
import { type Leftover } from './removal';
import { messageOf } from './resource-failure';
import { type Stack } from './stack';
import { type StackResource } from './stack-resource';

/** Brings the resources of a stack back to where a failed update found them. */
class Rollback {
  private readonly leftovers: Leftover[] = [];

  public constructor(
    private readonly stack: Stack,
    private readonly environment: Environment,
    private readonly failed: Deployment,
  ) {}

  public async run(): Promise<readonly Leftover[]> {
    const definitions = Object.fromEntries([...this.failed.before].map(([id, { definition }]) => [id, definition]));
    const visits = await walk(graphOf(definitions), (id) => this.restore(id), () => !this.environment.closing.aborted);
    this.environment.closing.throwIfAborted();
    const stuck = visits.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
    if (stuck.length > 0) throw new DeploymentFailed(stuck);
    return [...this.leftovers, ...this.failed.orphans, ...this.created()];
  }

  private async restore(id: string): Promise<void> {
    const was = this.failed.before.get(id);
    const now = this.stack.resources.get(id);
    if (!was || !now) return;
    const touch = this.failed.touched.get(id);
    if (touch === undefined) this.stack.resources.set(id, was);
    else if (touch === 'updated') await this.updateBack(was, now);
    else this.reinstate(was, now);
  }

  /** The old one of a replacement still exists: it takes its place again, and the new one goes. */
  private reinstate(was: StackResource, now: StackResource): void {
    if (now.state?.physicalId !== was.state?.physicalId) this.leftovers.push({ resource: now, policy: 'Delete' });
    this.write(was, 'UPDATE_COMPLETE');
  }

  /** An update whose outcome may be a failure half way is undone by an update in the other direction. */
  private async updateBack(was: StackResource, now: StackResource): Promise<void> {
    if (!now.state) return;
    this.write(now, 'UPDATE_IN_PROGRESS');
    const context = contextOf(this.stack, now.logicalId, now.type, this.environment.closing);
    try {
      const provider = this.environment.providerFor(now.type);
      const state = await provider.update(now.state, now.attempted ?? now.properties, was.properties, context);
      // the name that the failed update gave itself is given up, unless the resource kept it
      if (state.physicalId !== now.state.physicalId) this.leftovers.push({ resource: now, policy: 'Delete' });
      this.write({ ...was, state }, 'UPDATE_COMPLETE');
    } catch (error) {
      this.environment.closing.throwIfAborted();
      this.write(now, 'UPDATE_FAILED', messageOf(error));
      throw error;
    }
  }

  private created(): readonly Leftover[] {
    return [...this.stack.resources.values()]
      .filter(({ logicalId }) => !this.failed.before.has(logicalId))
      .map((resource) => ({ resource, policy: policyOfNew(resource) }));
  }

  private write(resource: StackResource, status: string, reason?: string): void {
    const why = reason === undefined ? {} : { reason };
    this.stack.resources.set(resource.logicalId, { ...resource, status, ...why, updatedAt: new Date() });
    this.stack.record({ logicalId: resource.logicalId, physicalId: resource.state?.physicalId ?? '', resourceType: resource.type, status, ...why });
  }
}

/**
 * What happens to a resource that only the failed operation made: `RetainExceptOnCreate` means just this case. What it took over
 * was there before.
 */
export function policyOfNew(resource: StackResource): Leftover['policy'] {
  if (resource.status.startsWith('IMPORT_')) return 'Retain';
  const policy = resource.definition.DeletionPolicy ?? 'Delete';
  return policy === 'RetainExceptOnCreate' ? 'Delete' : policy;
}

/** Undoes a failed update; gives what the cleanup has to remove. */
export async function rollBackUpdate(stack: Stack, environment: Environment, failed: Deployment): Promise<readonly Leftover[]> {
  return await new Rollback(stack, environment, failed).run();
}
