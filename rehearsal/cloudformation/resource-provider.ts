/** Evaluated properties of a resource. */
export type Properties = Readonly<Record<string, unknown>>;

/** Where in which stack a resource stands. */
export interface ResourceContext {
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly resourceType: string;
  readonly region: string;
  readonly account: string;
  /** Aborted when CloudFormation gives the operation up, because another resource failed or the engine closes. */
  readonly signal?: AbortSignal;
  /** Set for a deletion under the policy `Snapshot`. */
  readonly finalSnapshot?: boolean;
}

/** What CloudFormation keeps of a resource. */
export interface ResourceState {
  /** What `Ref` gives. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives; nested attributes as nested objects or dotted keys. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What names one resource of a type, by property: `{ ReplicationGroupId: 'sessions' }`. */
export type Identifier = Readonly<Record<string, string>>;

/** Finds live resources, whoever made them, so that a stack can take them over. */
export interface ResourceFinder {
  /** The properties of an `Identifier`. */
  readonly identifiers: readonly string[];
  /** Nothing if there is no such resource. */
  find(identifier: Identifier): ResourceState | undefined;
}

/** One resource type: what CloudFormation calls to make it real. */
export interface ResourceProvider {
  /** Absent: resources of this type can not be imported. */
  readonly finder?: ResourceFinder;
  /** Properties whose change replaces the resource. */
  readonly createOnly?: readonly string[];
  create(properties: Properties, context: ResourceContext): Promise<ResourceState>;
  update(current: ResourceState, before: Properties, after: Properties, context: ResourceContext): Promise<ResourceState>;
  delete(current: ResourceState, properties: Properties, context: ResourceContext): Promise<void>;
}
