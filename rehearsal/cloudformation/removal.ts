import { graphOf, reversed, walk } from './dependency-graph';
import { contextOf, type Environment } from './environment';
import { messageOf } from './resource-failure';
import { type Stack } from './stack';
import { type StackResource } from './stack-resource';
import { type DeletionPolicy } from './template';

/** A physical resource that a stack no longer wants. */
export interface Leftover {
  readonly resource: StackResource;
  readonly policy: DeletionPolicy;
}

const isKept = (policy: DeletionPolicy): boolean => policy === 'Retain' || policy === 'RetainExceptOnCreate';

class Removal {
  public constructor(
    private readonly stack: Stack,
    private readonly environment: Environment,
    private readonly leftover: Leftover,
  ) {}

  public async run(): Promise<void> {
    const { resource, policy } = this.leftover;
    if (resource.state && isKept(policy)) this.mark('DELETE_SKIPPED');
    else if (resource.state) await this.delete();
    this.forget();
  }

  private async delete(): Promise<void> {
    const { resource, policy } = this.leftover;
    this.environment.closing.throwIfAborted();
    if (!resource.state) return;
    this.mark('DELETE_IN_PROGRESS');
    const context = contextOf(this.stack, resource.logicalId, resource.type, this.environment.closing);
    try {
      await this.environment
        .providerFor(resource.type)
        .delete(resource.state, resource.properties, policy === 'Snapshot' ? { ...context, finalSnapshot: true } : context);
    } catch (error) {
      this.environment.closing.throwIfAborted();
      this.mark('DELETE_FAILED', messageOf(error));
      throw error;
    }
    this.mark('DELETE_COMPLETE');
  }

  /** The stack may hold a newer resource of this name, after a replacement. */
  private get isCurrent(): boolean {
    const { logicalId, state } = this.leftover.resource;
    return this.stack.resources.get(logicalId)?.state?.physicalId === state?.physicalId;
  }

  private mark(status: string, reason?: string): void {
    const { resource } = this.leftover;
    const why = reason === undefined ? {} : { reason };
    if (this.isCurrent) this.stack.resources.set(resource.logicalId, { ...resource, status, ...why, updatedAt: new Date() });
    this.stack.record({ logicalId: resource.logicalId, physicalId: resource.state?.physicalId ?? '', resourceType: resource.type, status, ...why });
  }

  private forget(): void {
    if (this.isCurrent) this.stack.resources.delete(this.leftover.resource.logicalId);
  }
}

/** Removes resources, dependents first and otherwise in parallel; gives the names of those that stayed. */
export async function removeAll(stack: Stack, environment: Environment, leftovers: readonly Leftover[]): Promise<readonly string[]> {
  const byId = new Map(leftovers.map((leftover) => [leftover.resource.logicalId, leftover]));
  const definitions = Object.fromEntries(leftovers.map(({ resource }) => [resource.logicalId, resource.definition]));
  const visits = await walk(
    reversed(graphOf(definitions)),
    async (id) => {
      const leftover = byId.get(id);
      if (leftover) await new Removal(stack, environment, leftover).run();
    },
    () => !environment.closing.aborted,
  );
  environment.closing.throwIfAborted();
  return visits.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
}
