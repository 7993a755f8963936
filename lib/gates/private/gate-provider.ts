import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function, type IFunction, type IFunctionRef } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { FunctionAccess } from './function-access';
import { FunctionRole } from './function-role';
import { GroupAccess } from './group-access';
import { GuardAccess } from './guard-access';
import { type GuardedNoun } from './guarded-cache';
import { HandlerFunction } from './handler-function';
import { idOf, identityOf } from './identity';
import { acknowledgeOwnFindings, wildcardFinding } from './own-findings';
import { ProbeFunction, type ProbePlace } from './probe-function';
import { SecretAccess } from './secret-access';

/**
 * Pause between two calls of is-complete. Each call itself looks for most of a minute; nobody looks during the pause, so it is as
 * short as the waiter allows.
 */
const QUERY_INTERVAL = Duration.seconds(1);

/**
 * The framework counts calls (3600), each of which takes its pause and the time it looks: its own limit is never reached
 * first, and never answers "Operation timed out" instead of our deadline, which names the nodes.
 */
const TOTAL_TIMEOUT = Duration.minutes(60);

/**
 * Everything that the gates and guards of one stack share, once however many there are: the control side (functions
 * outside the VPC that call AWS), the waiter of the CDK provider framework, a log group, and one probe for each set of
 * subnets of gates.
 *
 * Nothing here but `accessTo` refers to a replication group, so gates and guards may stand before or after any group.
 */
export class GateProvider extends Construct {
  /** The provider of the stack of `scope`: found in the tree, or made. */
  public static of(scope: Construct): GateProvider {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(GateProvider.ID);
    return existing instanceof GateProvider ? existing : new GateProvider(stack, GateProvider.ID);
  }

  private static readonly ID = 'ElastiCacheGates';

  /** For `ServiceToken` of the custom resources. */
  public readonly serviceToken: string;

  private readonly logGroup: LogGroup;
  private readonly controlRole: FunctionRole;
  private readonly securityGroups = new Map<string, ISecurityGroup>();

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'LogGroup', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.controlRole = this.newRole('ControlRole', 'Describes replication groups and invokes the probe', [
      new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [Stack.of(this).stackId] }),
    ]);
    const control = new HandlerFunction(this, 'Control', {
      handlerName: 'gate',
      description: 'Gates of cdk-elasticache-dual-stack: starts to wait, looks and judges',
      role: this.controlRole,
      logGroup: this.logGroup,
      // waits for one look of the probe, most of a minute
      timeout: Duration.minutes(2),
    });
    this.serviceToken = this.newProvider(control).serviceToken;
  }

  /** The probe in these subnets, with these security groups of a client or one of its own: found, or made. */
  public probeIn(place: ProbePlace): ProbeFunction {
    const { vpc, subnets, clientSecurityGroups = [] } = place;
    const where = [vpc.vpcId, ...subnets.map(({ subnetId }) => subnetId), ...clientSecurityGroups.map(({ securityGroupId }) => securityGroupId)];
    const id = idOf('Probe', where.map((each) => identityOf(this, each)));
    const existing = this.node.tryFindChild(id);
    return existing instanceof ProbeFunction
      ? existing
      : new ProbeFunction(this, id, { ...place, logGroup: this.logGroup, controlRole: this.controlRole });
  }

  /** The rights of the control side on one replication group: found, or made. */
  public accessTo(group: IReplicationGroupRef): GroupAccess {
    const id = idOf('Access', [identityOf(this, group.replicationGroupRef.replicationGroupId)]);
    const existing = this.node.tryFindChild(id);
    return existing instanceof GroupAccess ? existing : new GroupAccess(this, id, { group, role: this.controlRole });
  }

  /**
   * The rights of the control side for everything that comes before a cache of the stack, guards and reachability gates: found,
   * or made.
   */
  public accessForGuards(noun: GuardedNoun = 'replication group'): GuardAccess {
    const id = noun === 'replication group' ? 'GuardAccess' : 'ServerlessGuardAccess';
    const existing = this.node.tryFindChild(id);
    return existing instanceof GuardAccess ? existing : new GuardAccess(this, id, { role: this.controlRole, noun });
  }

  /** That the control side may read a secret, for gates that must not refer to their group: found, or made. */
  public accessToSecret(secret: ISecret): SecretAccess {
    const id = idOf('Secret', [identityOf(this, secret.secretArn)]);
    const existing = this.node.tryFindChild(id);
    return existing instanceof SecretAccess ? existing : new SecretAccess(this, id, { secret, role: this.controlRole });
  }

  /** That the control side may invoke a function of somebody else: found, or made. */
  public accessToFunction(invoked: IFunctionRef): FunctionAccess {
    const id = idOf('Function', [identityOf(this, invoked.functionRef.functionArn)]);
    const existing = this.node.tryFindChild(id);
    return existing instanceof FunctionAccess ? existing : new FunctionAccess(this, id, { invoked, role: this.controlRole });
  }

  /** A security group that is only known by its id: one construct for one id, so that no rule is made twice. */
  public importedSecurityGroup(securityGroupId: string): ISecurityGroup {
    const id = idOf('SecurityGroup', [identityOf(this, securityGroupId)]);
    const imported = this.securityGroups.get(id) ?? SecurityGroup.fromSecurityGroupId(this, id, securityGroupId);
    this.securityGroups.set(id, imported);
    return imported;
  }

  private newProvider(control: IFunction): Provider {
    // the framework adds what it needs
    const frameworkOnEventRole = this.newRole('FrameworkOnEventRole', 'Provider framework: starts the waiter', []);
    const provider = new Provider(this, 'Provider', {
      onEventHandler: control,
      isCompleteHandler: control,
      queryInterval: QUERY_INTERVAL,
      totalTimeout: TOTAL_TIMEOUT,
      logGroup: this.logGroup,
      frameworkOnEventRole,
      frameworkCompleteAndTimeoutRole: this.newWaiterRole(control),
    });
    acknowledgeFramework(frameworkOnEventRole, [control]);
    acknowledgeFramework(provider, provider.node.children.filter((child) => child instanceof Function));
    return provider;
  }

  /**
   * The framework would add the same rights again for each of its two functions: all that they need is in the role, and the
   * role takes no more.
   */
  private newWaiterRole(control: IFunction): IRole {
    const role = this.newRole('FrameworkIsCompleteRole', 'Provider framework: asks whether the gate is open', [
      new PolicyStatement({
        // the framework looks at the function's state when an invocation fails
        actions: ['lambda:InvokeFunction', 'lambda:GetFunction'],
        resources: [control.functionArn],
      }),
    ]);
    return role.withoutPolicyUpdates();
  }

  private newRole(id: string, description: string, statements: readonly PolicyStatement[]): FunctionRole {
    return new FunctionRole(this, id, { logGroup: this.logGroup, description, statements });
  }
}

/** What the provider framework of aws-cdk-lib decides. */
function acknowledgeFramework(construct: Construct, invoked: readonly IFunction[]): void {
  const versions = invoked.map(({ functionArn }) => wildcardFinding(construct, `${functionArn}:*`));
  acknowledgeOwnFindings(construct, {
    ...Object.fromEntries(versions.map((finding) => [finding, 'the provider framework may invoke each version of these functions'])),
    'AwsSolutions-L1': 'aws-cdk-lib chooses the runtime of its provider framework',
    'AwsSolutions-SF1': 'the waiter only calls is-complete again; what that finds is in the log of the gates',
    'AwsSolutions-SF2': 'the waiter of the provider framework offers no tracing',
  });
}
