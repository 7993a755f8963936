import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { type Log } from '../log';
import { previewChanges } from './change-preview';
import { type ChangeSet, type ChangeSetRequest } from './change-set';
import { type CustomResourceAnswered, type CustomResourceRequested } from './custom-resource-events';
import { CustomResources, type InvokeFunction, isCustomResource } from './custom-resources';
import { type ReadSecret, withDynamicReferences } from './dynamic-references';
import { type Environment } from './environment';
import { ExportRegistry } from './exports';
import { isGenericType } from './generic-types';
import { GenericResource } from './generic-types/generic-resource';
import { importIntoStack } from './import-operation';
import { checkImports, IMPORT_NOTHING, importExisting, importNamed, type ImportOf, withImports } from './imports';
import { createStack, deleteStack, updateStack, type StackTarget } from './operations';
import { resolveParameters, type GivenParameter } from './parameters';
import { EngineClosed, messageOf, ResourceFailure } from './resource-failure';
import { type ResourceProvider } from './resource-provider';
import { Stack, type StackEvent, type StackTemplate } from './stack';
import { parseTemplate, type Template, ValidationError } from './template';

export interface CloudFormationOptions {
  readonly region: string;
  readonly account: string;
  /** By resource type; every other type is generic. */
  readonly providers: Readonly<Record<string, ResourceProvider>>;
  /** Calls the function behind a ServiceToken. */
  readonly invokeFunction: InvokeFunction;
  /** Systems Manager, for parameters of the type `AWS::SSM::Parameter::Value<...>`. */
  readonly readParameter: (name: string) => string | undefined;
  /** Secrets Manager, for dynamic references. @default - there are no secrets */
  readonly readSecret?: ReadSecret;
  readonly log: Log;
}

/** What the engine tells while it works. */
export interface CloudFormationEvents {
  'stack-event': [StackEvent];
  'custom-resource-request': [CustomResourceRequested];
  'custom-resource-answer': [CustomResourceAnswered];
}

/** CloudFormation: stacks, change sets and the operations on them. */
export class CloudFormation {
  public readonly events = new EventEmitter<CloudFormationEvents>();
  private readonly byId = new Map<string, Stack>();
  private readonly providers: Map<string, ResourceProvider>;
  private readonly customResources: CustomResources;
  private readonly closing = new AbortController();
  private readonly environment: Environment;

  public constructor(private readonly options: CloudFormationOptions) {
    this.providers = new Map(Object.entries(options.providers));
    this.customResources = new CustomResources({
      region: options.region,
      invokeFunction: options.invokeFunction,
      onRequest: (event) => {
        options.log('cloudformation', `${event.request.ResourceType} ${event.request.LogicalResourceId}: ${event.request.RequestType} requested`);
        this.events.emit('custom-resource-request', event);
      },
      onAnswer: (event) => {
        options.log('cloudformation', `${event.request.ResourceType} ${event.request.LogicalResourceId}: ${event.request.RequestType} ${event.outcome} after ${event.millis} ms`);
        this.events.emit('custom-resource-answer', event);
      },
    });
    this.environment = {
      region: options.region,
      account: options.account,
      exports: new ExportRegistry(() => this.byId.values()),
      closing: this.closing.signal,
      providerFor: (type) => withDynamicReferences(this.providerFor(type), options.readSecret ?? noSecrets),
      readParameter: options.readParameter,
    };
  }

  /** Every stack there ever was, oldest first. */
  public get stacks(): readonly Stack[] {
    return [...this.byId.values()];
  }

  /** By id, also when deleted; by name the one that exists. */
  public find(nameOrId: string): Stack | undefined {
    return this.byId.get(nameOrId) ?? this.stacks.findLast((stack) => stack.name === nameOrId && !stack.isDeleted);
  }

  /** Uses a provider for a resource type from now on. */
  public registerProvider(type: string, provider: ResourceProvider): void {
    this.providers.set(type, provider);
  }

  /** The properties that identify a resource of this type for an import; nothing if there is no import of such resources. */
  public identifiersOf(type: string): readonly string[] | undefined {
    return this.environment.providerFor(type).finder?.identifiers;
  }

  /** Takes the answer of a custom resource; false when nothing ever asked with this token. */
  public respond(token: string, body: Buffer): boolean {
    return this.customResources.respond(token, body);
  }

  /** Prepares an operation; makes the stack when the change set is of the type CREATE. */
  public createChangeSet(request: ChangeSetRequest): { readonly stack: Stack; readonly changeSet: ChangeSet } {
    const existing = this.find(request.stackName);
    this.checkChangeSetType(request, existing);
    const stack = existing ?? this.newStack(request.stackName);
    const target = this.target(stack, request);
    const importOf = this.importOf(request);
    const changes = previewChanges(stack, target, this.environment);
    if (request.type === 'IMPORT') checkImports(stack, target, request.imports ?? [], changes, this.environment, this.stacks);
    const tags = request.tags ?? stack.tags;
    const isEmpty = request.type === 'UPDATE' && changes.length === 0 && isDeepStrictEqual(tags, stack.tags) && isDeepStrictEqual(target.template.Outputs, stack.current.template.Outputs);
    const changeSet: ChangeSet = {
      id: `arn:aws:cloudformation:${this.options.region}:${this.options.account}:changeSet/${request.changeSetName}/${randomUUID()}`,
      name: request.changeSetName,
      type: request.type,
      description: request.description,
      target,
      tags,
      changes: withImports(changes, target, importOf),
      importOf,
      isEmpty,
      createdAt: new Date(),
      executionStatus: isEmpty ? 'UNAVAILABLE' : 'AVAILABLE',
    };
    this.adopt(stack);
    stack.changeSets.set(changeSet.name, changeSet);
    return { stack, changeSet };
  }

  /** Starts the operation that a change set prepared; `stack.running` ends with it. */
  public executeChangeSet(stack: Stack, changeSet: ChangeSet, clientRequestToken?: string): void {
    if (changeSet.executionStatus !== 'AVAILABLE') {
      throw new ValidationError(`ChangeSet [${changeSet.id}] cannot be executed in its current execution status of [${changeSet.executionStatus}]`);
    }
    this.refuseBusy(stack);
    changeSet.executionStatus = 'EXECUTE_COMPLETE';
    // the others were made for a stack that is no more as they saw it
    stack.changeSets.clear();
    stack.changeSets.set(changeSet.name, changeSet);
    const target: StackTarget = { to: changeSet.target, tags: changeSet.tags, importOf: changeSet.importOf };
    const operation = changeSet.type === 'IMPORT' ? importIntoStack : stack.status === 'REVIEW_IN_PROGRESS' ? createStack : updateStack;
    this.start(stack, clientRequestToken, () => operation(stack, target, this.environment));
  }

  /** Starts the deletion of a stack. */
  public deleteStack(stack: Stack, retained: readonly string[] = [], clientRequestToken?: string): void {
    this.refuseBusy(stack);
    if (stack.terminationProtection) throw new ValidationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    this.environment.exports.checkReplacement(stack, []);
    this.start(stack, clientRequestToken, () => deleteStack(stack, new Set(retained), this.environment));
  }

  /** Creates or updates a stack and waits for the end, without the CDK CLI. Gives the stack in whatever status it ended. */
  public async deploy(stackName: string, templateBody: string, parameters: readonly GivenParameter[] = []): Promise<Stack> {
    const type = this.find(stackName) ? 'UPDATE' : 'CREATE';
    const { stack, changeSet } = this.createChangeSet({ stackName, changeSetName: `deploy-${randomUUID()}`, type, templateBody, parameters, tags: undefined });
    if (!changeSet.isEmpty) this.executeChangeSet(stack, changeSet);
    await stack.running;
    return stack;
  }

  /** Gives every operation up: nobody is asked any more, what runs is waited for, no stack changes its status. */
  public async close(): Promise<void> {
    this.closing.abort(new EngineClosed());
    await Promise.all(this.stacks.map(({ running }) => running));
  }

  private start(stack: Stack, clientRequestToken: string | undefined, operation: () => Promise<void>): void {
    this.closing.signal.throwIfAborted();
    stack.clientRequestToken = clientRequestToken;
    stack.running = operation().catch((error: unknown) => {
      const expected = error instanceof EngineClosed;
      this.options.log('cloudformation', `operation on ${stack.name} given up: ${expected ? error.message : String(error instanceof Error ? error.stack : messageOf(error))}`);
    });
  }

  private target(stack: Stack, request: ChangeSetRequest): StackTemplate {
    const body = request.templateBody ?? stack.current.body;
    const template = parseTemplate(body);
    this.refuseUnknownTypes(template);
    const parameters = resolveParameters(template.Parameters, request.parameters, stack.current.parameters, this.options.readParameter);
    return { body, template, parameters };
  }

  private importOf({ imports, importExistingResources }: ChangeSetRequest): ImportOf {
    if (imports !== undefined) return importNamed(imports);
    return importExistingResources === true ? importExisting(this.environment, () => this.stacks) : IMPORT_NOTHING;
  }

  /** What nobody modelled can not be made: its ids and attributes would be inventions. */
  private refuseUnknownTypes({ Resources }: Template): void {
    const types = new Set(Object.values(Resources).map(({ Type }) => Type));
    const unknown = [...types].filter((type) => !isCustomResource(type) && !this.providers.has(type) && !isGenericType(type));
    if (unknown.length > 0) {
      throw new ValidationError(`Template format error: Unrecognized resource types: [${unknown.join(', ')}] (the offline AWS knows those of rehearsal/cloudformation/generic-types.ts)`);
    }
  }

  private checkChangeSetType({ stackName, changeSetName, type }: ChangeSetRequest, existing: Stack | undefined): void {
    if (type === 'UPDATE' || (type === 'IMPORT' && existing !== undefined && existing.status !== 'REVIEW_IN_PROGRESS')) {
      if (!existing) throw new ValidationError(`Stack [${stackName}] does not exist`);
      this.refuseBusy(existing);
      if (!/^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/.test(existing.status)) throw notUpdatable(existing);
    } else if (existing && existing.status !== 'REVIEW_IN_PROGRESS') {
      throw new ValidationError(`Stack [${stackName}] already exists and cannot be created again with the changeSet [${changeSetName}].`);
    }
  }

  private refuseBusy(stack: Stack): void {
    if (stack.isBusy) throw notUpdatable(stack);
  }

  private newStack(name: string): Stack {
    return new Stack(name, this.options.region, this.options.account, (event) => {
      this.options.log('cloudformation', `${event.resourceType} ${event.logicalId} ${event.status} ${event.reason?.split('\n')[0] ?? ''}`.trimEnd());
      this.events.emit('stack-event', event);
    });
  }

  /** A stack exists once its first change set does. */
  private adopt(stack: Stack): void {
    if (this.byId.has(stack.id)) return;
    this.byId.set(stack.id, stack);
    stack.setStatus('REVIEW_IN_PROGRESS', 'User Initiated');
  }

  private providerFor(type: string): ResourceProvider {
    if (isCustomResource(type)) return this.customResources;
    const known = this.providers.get(type);
    if (known) return known;
    const generic = new GenericResource(type);
    this.providers.set(type, generic);
    return generic;
  }
}

const noSecrets: ReadSecret = ({ secretId }) => {
  throw new ResourceFailure(`Secrets Manager can't find the specified secret ${secretId}.`);
};

const notUpdatable = (stack: Stack): ValidationError => new ValidationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
