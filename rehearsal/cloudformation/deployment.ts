import { isDeepStrictEqual } from 'node:util';
import { graphOf, walk } from './dependency-graph';
import { contextOf, type Environment } from './environment';
import { evaluateProperties } from './intrinsics';
import { IMPORT_NOTHING, type ImportOf } from './imports';
import { type Leftover } from './removal';
import { messageOf, ResourceFailure, UpdateRefused } from './resource-failure';
import { type Identifier, type Properties, type ResourceProvider, type ResourceState } from './resource-provider';
import { type Stack, type StackTemplate } from './stack';
import { type StackResource } from './stack-resource';
import { StackScope } from './stack-scope';
import { type ResourceDefinition } from './template';

/** What an operation did to a resource, which is what a rollback has to undo. */
export type Touch = 'created' | 'imported' | 'updated' | 'replaced';

/** Some resources could not be brought to the new template. */
export class DeploymentFailed extends Error {
  public constructor(public readonly logicalIds: readonly string[]) {
    super(`[${logicalIds.join(', ')}]`);
    this.name = 'DeploymentFailed';
  }
}

const REPLACEMENT_REASON = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** One resource on its way to the new template. */
interface Step {
  readonly id: string;
  readonly definition: ResourceDefinition;
  readonly properties: Properties;
}

/** Brings the resources of a stack to a template: creates, updates, replaces; removes nothing. */
export class Deployment {
  /** The resources as they were. */
  public readonly before: ReadonlyMap<string, StackResource>;
  public readonly touched = new Map<string, Touch>();
  /** What a failed replacement left behind. */
  public readonly orphans: Leftover[] = [];
  private readonly replaced: Leftover[] = [];
  private readonly giveUp = new AbortController();
  private readonly scope: StackScope;
  private readonly active: Readonly<Record<string, ResourceDefinition>>;

  public constructor(
    private readonly stack: Stack,
    private readonly environment: Environment,
    target: StackTemplate,
    private readonly importOf: ImportOf = IMPORT_NOTHING,
  ) {
    this.before = new Map(stack.resources);
    this.scope = new StackScope(stack, target, environment);
    this.active = this.scope.activeResources();
  }

  /** Gives what the cleanup has to remove: replaced resources and those that the template no longer has. */
  public async run(): Promise<readonly Leftover[]> {
    this.stack.imports.clear();
    const { closing } = this.environment;
    const close = (): void => {
      this.giveUp.abort(closing.reason);
    };
    closing.addEventListener('abort', close);
    const visits = await walk(graphOf(this.active), (id) => this.visit(id), () => !this.giveUp.signal.aborted);
    closing.removeEventListener('abort', close);
    closing.throwIfAborted();
    const failed = visits.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
    if (failed.length > 0) throw new DeploymentFailed(failed);
    const removed = [...this.stack.resources.values()].filter(({ logicalId }) => !Object.hasOwn(this.active, logicalId));
    return [...this.replaced, ...removed.map((resource) => ({ resource, policy: resource.definition.DeletionPolicy ?? 'Delete' }) as const)];
  }

  private async visit(id: string): Promise<void> {
    const definition = this.active[id];
    if (!definition) return;
    try {
      await this.bring(id, definition);
    } catch (error) {
      // one failure ends the operation: what has not begun never will, what waits stops waiting
      this.giveUp.abort(error);
      throw error;
    }
  }

  private async bring(id: string, definition: ResourceDefinition): Promise<void> {
    const current = this.stack.resources.get(id);
    const step: Step = { id, definition, properties: this.evaluated(id, definition, current) };
    if (!current?.state) {
      const identifier = this.importOf(id, definition, step.properties);
      if (identifier === undefined) await this.create(step);
      else this.takeOver(step, identifier);
    } else if (isDeepStrictEqual(current.properties, step.properties)) {
      this.stack.resources.set(id, { ...current, definition });
    } else {
      await this.change(step, current, current.state);
    }
  }

  private evaluated(id: string, definition: ResourceDefinition, current: StackResource | undefined): Properties {
    try {
      return evaluateProperties(definition.Properties, this.scope);
    } catch (error) {
      this.record({ id, definition, properties: {} }, current ? 'UPDATE_FAILED' : 'CREATE_FAILED', current?.state, messageOf(error));
      throw error;
    }
  }

  private async create(step: Step): Promise<void> {
    this.touched.set(step.id, 'created');
    this.keep(step, 'CREATE_IN_PROGRESS');
    try {
      this.keep(step, 'CREATE_COMPLETE', await this.provider(step).create(step.properties, this.context(step)));
    } catch (error) {
      this.keep(step, 'CREATE_FAILED', leftBehind(error), messageOf(error));
      throw error;
    }
  }

  /** Touches nothing: what exists is from now on a resource of the stack. */
  private takeOver(step: Step, identifier: Identifier): void {
    this.touched.set(step.id, 'imported');
    this.keep(step, 'IMPORT_IN_PROGRESS');
    const state = this.provider(step).finder?.find(identifier);
    if (state) {
      this.keep(step, 'IMPORT_COMPLETE', state);
      return;
    }
    const reason = `Resource of type '${step.definition.Type}' with identifier '${JSON.stringify(identifier)}' was not found.`;
    this.keep(step, 'IMPORT_FAILED', undefined, reason);
    throw new Error(reason);
  }

  private async change(step: Step, current: StackResource, state: ResourceState): Promise<void> {
    const createOnly = this.provider(step).createOnly ?? [];
    const replaces = createOnly.some((name) => !isDeepStrictEqual(current.properties[name], step.properties[name]));
    this.touched.set(step.id, replaces ? 'replaced' : 'updated');
    this.mark(current, step, 'UPDATE_IN_PROGRESS', replaces ? REPLACEMENT_REASON : undefined);
    try {
      if (replaces) refuseSameName(this.provider(step), current.properties, step.properties);
      const next = replaces ? await this.replacement(step) : await this.provider(step).update(state, current.properties, step.properties, this.context(step));
      if (next.physicalId !== state.physicalId) this.replaced.push({ resource: current, policy: step.definition.UpdateReplacePolicy ?? 'Delete' });
      this.keep(step, 'UPDATE_COMPLETE', next);
    } catch (error) {
      if (error instanceof UpdateRefused) this.touched.delete(step.id);
      this.mark(current, step, 'UPDATE_FAILED', messageOf(error));
      throw error;
    }
  }

  private async replacement(step: Step): Promise<ResourceState> {
    try {
      return await this.provider(step).create(step.properties, this.context(step));
    } catch (error) {
      const state = leftBehind(error);
      if (state) this.orphans.push({ resource: resourceOf(step, 'CREATE_FAILED', state), policy: 'Delete' });
      throw error;
    }
  }

  /** Writes the resource as it is now. */
  private keep(step: Step, status: string, state?: ResourceState, reason?: string): void {
    this.stack.resources.set(step.id, { ...resourceOf(step, status, state), ...(reason === undefined ? {} : { reason }) });
    this.record(step, status, state, reason);
  }

  /** Writes the resource as it was, with what the update attempts. */
  private mark(current: StackResource, step: Step, status: string, reason?: string): void {
    this.stack.resources.set(step.id, { ...current, attempted: step.properties, status, updatedAt: new Date(), ...(reason === undefined ? {} : { reason }) });
    this.record(step, status, current.state, reason);
  }

  private record({ id, definition }: Step, status: string, state: ResourceState | undefined, reason: string | undefined): void {
    this.stack.record({ logicalId: id, physicalId: state?.physicalId ?? '', resourceType: definition.Type, status, ...(reason === undefined ? {} : { reason }) });
  }

  private provider({ definition }: Step): ResourceProvider {
    return this.environment.providerFor(definition.Type);
  }

  private context({ id, definition }: Step): ReturnType<typeof contextOf> {
    return contextOf(this.stack, id, definition.Type, this.giveUp.signal);
  }
}

function resourceOf({ id, definition, properties }: Step, status: string, state: ResourceState | undefined): StackResource {
  return { logicalId: id, type: definition.Type, definition, properties, status, updatedAt: new Date(), ...(state ? { state } : {}) };
}

/** Two of the same name can not be there at once, so that CloudFormation does not even try. */
function refuseSameName({ finder }: ResourceProvider, before: Properties, after: Properties): void {
  const names = finder?.identifiers.map((property) => (before[property] === after[property] ? after[property] : undefined)) ?? [];
  if (names.length === 0 || names.includes(undefined)) return;
  throw new UpdateRefused(
    `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${names.join('|')} and update the stack again.`,
  );
}

/** A failed creation may have made something. */
function leftBehind(error: unknown): ResourceState | undefined {
  return error instanceof ResourceFailure && error.physicalId !== undefined ? { physicalId: error.physicalId, attributes: {} } : undefined;
}
