import { CustomResource, type Duration, Lazy, Token } from 'aws-cdk-lib';
import { Function, type IFunctionRef } from 'aws-cdk-lib/aws-lambda';
import { type Construct, type IConstruct } from 'constructs';
import { ReplicationGroupValidationError } from '../private/validation-error';
import { CONDITION_GATE_RESOURCE_TYPE, type ConditionGateAttributes, type ConditionGateProperties } from './contract';
import { type GateOptions } from './gate-options';
import { CONDITION_ATTRIBUTE_RESERVED, CONDITION_RULES } from './private/condition-rules';
import { GateBase } from './private/gate-base';
import { DEFAULT_CONDITION_POLL_INTERVAL, DEFAULT_TIMEOUT, SERVICE_TIMEOUT_MARGIN } from './private/gate-limits';
import { GateProvider } from './private/gate-provider';
import { problemsFor } from './private/gate-rule';
import { TIMEOUT_RULE } from './private/gate-rules';

/** What the gate itself gives, or hands on to its handler. */
const RESERVED = new Set(['Outcome', 'SecondsWaited', 'StartedAtMillis', 'DeadlineAtMillis']);
const ATTRIBUTE_NAME = /^[A-Za-z0-9_]+$/;

/**
 * What a condition gate waits for.
 */
export interface ConditionGateProps extends GateOptions {
  /**
   * The function that knows the condition. It is called again and again; each time it looks once and answers
   *
   * - `{ "status": "MET", "attributes": { ... } }`: the deployment goes on,
   * - `{ "status": "NOT_YET", "reason": "..." }`: it is called again; the last reason becomes that of the failure,
   * - `{ "status": "REFUSED", "reason": "..." }`: the deployment fails at once.
   *
   * An error that it throws counts as not yet. For handlers in TypeScript there are types in
   * `cdk-elasticache-dual-stack/condition`; the chapter on condition gates has the JSON schemas.
   *
   * It may take 30 seconds; a longer `timeout` is refused at synth with `ConditionFunctionTooSlow`.
   */
  readonly condition: IFunctionRef;

  /**
   * Pause between two calls of the function.
   *
   * A whole number of milliseconds from 1 to 30 seconds; anything else is refused at synth with
   * `ConditionPollIntervalOutOfRange`.
   *
   * @default Duration.seconds(5)
   */
  readonly pollInterval?: Duration;

  /**
   * Texts for the function: `parameters` of its event. When one changes, the gate runs again with the next deployment.
   *
   * @default - none
   */
  readonly parameters?: Record<string, string>;

  /**
   * Any text. When it changes, the gate runs again with the next deployment.
   *
   * @default - none
   */
  readonly changeToken?: string;
}

/**
 * Holds a deployment until a function of yours says so: a "wait until true" for whatever a deployment has to wait for.
 *
 * This is what the other gates of this library are made of, with your function in the place of theirs: a deadline of its own that
 * comes before CloudFormation's hour and tells the last reason; nothing that holds up a rollback or a deletion; no leftovers after
 * a cancelled deployment; a log line for every look, and metrics. It shares their functions: the first gate of a stack adds 13
 * resources, each further one two, on the same function one.
 *
 * It runs when it is made, and again when one of its properties changes, for example `changeToken`.
 *
 * @example
 * import { Duration, Stack } from 'aws-cdk-lib';
 * import { FargateService } from 'aws-cdk-lib/aws-ecs';
 * import { Function } from 'aws-cdk-lib/aws-lambda';
 * import { ConditionGate } from 'cdk-elasticache-dual-stack';
 *
 * declare const stack: Stack;
 * declare const queueIsEmpty: Function; // answers MET, NOT_YET or REFUSED
 * declare const service: FargateService;
 *
 * const gate = new ConditionGate(stack, 'Drained', {
 *   condition: queueIsEmpty,
 *   parameters: { queueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders' },
 *   timeout: Duration.minutes(10),
 * });
 * gate.protect(service);
 */
export class ConditionGate extends GateBase {
  /**
   * How long the gate waited, in whole seconds.
   *
   * @attribute
   */
  public readonly secondsWaited: string;

  /**
   * `MET` if the condition was met, `NOT_JUDGED` if the stack was rolling back, where a gate does not hold anything up.
   *
   * @attribute
   */
  public readonly outcome: string;

  private readonly condition: IFunctionRef;
  private readonly resource: CustomResource;
  private readonly attributeNames = new Set<string>();

  /**
   * @param scope where the gate is in the construct tree
   * @param id name of the gate in `scope`
   * @param props what the gate waits for
   * @throws `ReplicationGroupValidationError` (`GateTimeoutOutOfRange`, `ConditionPollIntervalOutOfRange`,
   *   `ConditionFunctionTooSlow`)
   */
  public constructor(scope: Construct, id: string, props: ConditionGateProps) {
    super(scope, id);
    this.condition = props.condition;
    this.resource = this.newResource(props);
    const attribute = (name: keyof ConditionGateAttributes): string => this.resource.getAttString(name);
    this.secondsWaited = attribute('SecondsWaited');
    this.outcome = attribute('Outcome');
  }

  /**
   * An attribute that the function gives when the condition is met; whatever uses it is deployed behind the gate. Then the function
   * must give it, and is asked for it during a rollback too, where it is empty if the function does not answer `MET`.
   *
   * @param name letters, digits and underscores, as the function spells it
   * @throws `ReplicationGroupValidationError` (`ConditionAttributeReserved`)
   */
  public getAttribute(name: string): string {
    if (Token.isUnresolved(name) || !ATTRIBUTE_NAME.test(name) || RESERVED.has(name)) {
      const message =
        `the name of an attribute must be letters, digits and underscores, and not ${[...RESERVED].join(', ')}, got ` +
        `${JSON.stringify(name)}: give it another name; outcome and secondsWaited are properties of the gate`;
      throw new ReplicationGroupValidationError(this, [{ code: CONDITION_ATTRIBUTE_RESERVED.code, message }]);
    }
    this.attributeNames.add(name);
    return this.resource.getAttString(name);
  }

  /** @internal */
  protected override _needs(): readonly IConstruct[] {
    return [this.condition];
  }

  private newResource({ condition, parameters, changeToken, ...props }: ConditionGateProps): CustomResource {
    const { timeout = DEFAULT_TIMEOUT, pollInterval = DEFAULT_CONDITION_POLL_INTERVAL } = props;
    const problems = [
      ...problemsFor([TIMEOUT_RULE], { timeout }),
      ...problemsFor(CONDITION_RULES, { pollInterval, functionTimeout: timeoutOf(condition) }),
    ];
    if (problems.length > 0) {
      throw new ReplicationGroupValidationError(this, problems);
    }
    const provider = GateProvider.of(this);
    const properties: Omit<ConditionGateProperties, 'AttributeNames'> = {
      FunctionArn: condition.functionRef.functionArn,
      TimeoutSeconds: timeout.toSeconds().toString(),
      PollIntervalMillis: pollInterval.toMilliseconds().toString(),
      ChangeToken: changeToken ?? '',
      ...(parameters !== undefined && { Parameters: parameters }),
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: CONDITION_GATE_RESOURCE_TYPE,
      serviceToken: provider.serviceToken,
      serviceTimeout: timeout.plus(SERVICE_TIMEOUT_MARGIN),
      properties: { ...properties, AttributeNames: Lazy.list({ produce: () => [...this.attributeNames].sort() }, { omitEmpty: true }) },
    });
    // the gate must be able to ask from its first call until its Delete is answered
    resource.node.addDependency(provider.accessToFunction(condition).policy);
    return resource;
  }
}

/** Only a function of this app tells. */
function timeoutOf(condition: IFunctionRef): Duration | undefined {
  return condition instanceof Function ? condition.timeout : undefined;
}
