import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from '../../../rehearsal/cloudformation/resource-provider';

/** Makes one call fail, wait or answer otherwise; `undefined` lets it go on as usual. */
export type Script = (call: string, properties: Properties) => Promise<ResourceState | undefined> | ResourceState | undefined;

/** A resource type that writes down what is asked of it: `create A`, `update A 1->2`, `delete A#1`. */
export class RecordingProvider implements ResourceProvider {
  public readonly createOnly = ['Fixed'];
  public readonly calls: string[] = [];
  /** How many calls ran at the same time at most. */
  public mostAtOnce = 0;
  public readonly contexts: ResourceContext[] = [];
  public script: Script = () => undefined;
  private running = 0;
  private created = 0;

  public create(properties: Properties, context: ResourceContext): Promise<ResourceState> {
    this.created += 1;
    return this.perform(`create ${context.logicalId}`, properties, context, `${context.logicalId}#${this.created}`);
  }

  public update(current: ResourceState, before: Properties, after: Properties, context: ResourceContext): Promise<ResourceState> {
    return this.perform(`update ${context.logicalId} ${String(before['Value'])}->${String(after['Value'])}`, after, context, current.physicalId);
  }

  public async delete(current: ResourceState, properties: Properties, context: ResourceContext): Promise<void> {
    await this.perform(`delete ${current.physicalId}`, properties, context, current.physicalId);
  }

  private async perform(call: string, properties: Properties, context: ResourceContext, physicalId: string): Promise<ResourceState> {
    this.calls.push(call);
    this.contexts.push(context);
    this.running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    try {
      // a turn of the event loop, so that what may run at once does
      await new Promise((turn) => setImmediate(turn));
      return (await this.script(call, properties)) ?? { physicalId, attributes: { Value: properties['Value'], Nested: { Deep: `deep ${physicalId}` } } };
    } finally {
      this.running -= 1;
    }
  }
}
